import type { Context } from "./context";
import { database } from "./client";

/**
 * Runs `work` in a transaction and commits. Inside a caller's transaction it joins that one.
 * Serialisation failures and deadlocks are tried again, at most three times.
 */
export async function inTransaction<Result>(ctx: Context, work: (tx: Context) => Promise<Result>): Promise<Result> {
  // A transaction's client looks like any other, nested transactions included: only its identity tells.
  if (ctx.db !== database()) return work(ctx);
  for (let attempt = 1; ; attempt++) {
    try {
      return await database().$transaction((db) => work({ ...ctx, db }), { timeout: 15_000, maxWait: 5_000 });
    } catch (error) {
      if (attempt >= 3 || !isConflict(error)) throw error;
    }
  }
}

/** P2034: write conflict or deadlock; in raw SQL it keeps PostgreSQL's own code. */
function isConflict(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "P2034" || (error.code === "P2010" && /`(40P01|40001)`/.test(error.message));
}
