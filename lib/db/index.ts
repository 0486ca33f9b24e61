import "server-only";

export { database, type Db } from "./client";
export { now, synchroniseClock } from "./clock";
export { systemContext, type Context } from "./context";
export { databaseFailure } from "./errors";
export { inTransaction } from "./transaction";
export { publish, subscribe } from "./signals";
export { Prisma } from "./generated/client";
