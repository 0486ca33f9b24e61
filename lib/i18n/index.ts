import "server-only";

export { format } from "./format";
export { messagesFor, pickMessages, resolveLocale, type Area, type Messages } from "./messages";
