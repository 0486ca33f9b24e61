import { setTimeout as delay } from "node:timers/promises";
import type { Context } from "@/lib/db";
import { Pool, type PoolOptions } from "./pool";
import type { RunnableJob } from "./define";

export interface RunDueJobsOptions extends PoolOptions {
  limit?: number;
  /** all the time there is: nothing is begun in its last third, and what runs at its end is left to others */
  budgetMs?: number;
}

/**
 * Runs the jobs that are due, and those that become due by them, many at once; with a budget also those that become due
 * within it. Returns when all of them have ended.
 * @returns how many ran
 */
export async function runDueJobs(
  _ctx: Context,
  definitions: readonly RunnableJob[],
  { limit = 1_000, budgetMs, onError }: RunDueJobsOptions = {},
): Promise<number> {
  const pool = new Pool(definitions, { onError });
  const since = performance.now();
  const endMs = budgetMs ?? Infinity;
  const leftMs = () => (endMs * 2) / 3 - (performance.now() - since);
  let ran = 0;
  try {
    while (ran < limit && leftMs() > 0) {
      const wasIdle = pool.size === 0;
      const { begun, nextMs } = await pool.fill(limit - ran);
      ran += begun;
      if (begun) continue;
      if (pool.size) await pool.oneEnded(leftMs());
      else if (!wasIdle) continue;
      else if (budgetMs !== undefined && nextMs !== undefined && nextMs < leftMs()) await delay(nextMs);
      else break;
    }
  } finally {
    await pool.drain(endMs - (performance.now() - since));
  }
  return ran;
}
