import { setTimeout as delay } from "node:timers/promises";
import { database, databaseFailure, inTransaction, type Context } from "@/lib/db";
import { lease } from "./lease";
import { LeaseLost } from "./postpone";
import type { JobContext } from "./define";

/** So long an absent database is waited for: what a handler has to write was perhaps paid for. */
const patienceMs = 120_000;
const longestWaitMs = 2_000;

/**
 * A transaction that first proves that this run still holds its job, and keeps the job's row locked until its end, so
 * that nobody else can take it meanwhile. While the database is away it is tried again: `work` may run more than once,
 * and where the commit's answer was lost it finds what it had written.
 * @throws LeaseLost where another process has taken the job; the queue passes over that
 */
export async function whileHolding<Result>(
  ctx: JobContext,
  work: (tx: JobContext) => Promise<Result>,
): Promise<Result> {
  if (ctx.db !== database()) return holding(ctx, ctx, work);
  const since = performance.now();
  for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      return await inTransaction(ctx, (tx) => holding(ctx, tx, work));
    } catch (error) {
      const away = databaseFailure(error)?.code === "unavailable";
      if (!away || ctx.signal.aborted || performance.now() - since > patienceMs) throw error;
      await delay(waitMs);
    }
  }
}

async function holding<Result>(
  ctx: JobContext,
  tx: Context,
  work: (tx: JobContext) => Promise<Result>,
): Promise<Result> {
  const held = await tx.db.$executeRaw`
    update jobs set lease_until = clock_timestamp() + ${lease()}::interval
    where id = ${ctx.job.id} and lease_id = ${ctx.job.leaseId}`;
  if (!held) throw new LeaseLost();
  return work({ ...ctx, db: tx.db });
}
