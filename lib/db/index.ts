import "server-only";

export { database, type Db } from "./client";
export { now, synchroniseClock } from "./clock";
export { systemContext, type Context, type SqlContext } from "./context";
export { databaseFailure } from "./errors";
export { escapeLike } from "./escape-like";
export { inSqlTransaction, inTransaction } from "./transaction";
export type { Sql } from "./sql";
export { publish, subscribe } from "./signals";
export { Prisma } from "./generated/client";
