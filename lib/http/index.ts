import "server-only";

export { registerTransport, transportKey, type DirectRoute } from "./transport";
export { route, type RouteOptions } from "./route";
export { findVisitor, requireAdmin, requireUser, type UserContext } from "./page";
export { log } from "./log";
export { visitOf } from "./visit";
export { present } from "./present";
