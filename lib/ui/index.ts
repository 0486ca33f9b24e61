export { cn } from "./cn";
export { ApiError, isLost, request, type FailureBody } from "./request";
