import "server-only";

export { createGuardedFetch, type GuardedFetchOptions } from "./guarded-fetch";
export { isPublicAddress } from "./addresses";
