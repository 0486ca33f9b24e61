export { cn } from "./cn";
export { ApiError, request, type FailureBody } from "./request";
