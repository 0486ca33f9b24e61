export { format } from "./format";
export type { Area, Messages } from "./messages";
