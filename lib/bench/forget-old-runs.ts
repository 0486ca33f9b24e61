import type { Context } from "@/lib/db";
import { env } from "@/lib/env";

/** A request made again within this time leads to its run, so that one is kept whatever their number. */
const DAY_MS = 24 * 60 * 60_000;

/** Forgets the oldest of a person's runs where they have more than are kept. What those cost stays in the books. */
export async function forgetOldRuns(tx: Context, userId: string): Promise<void> {
  const before = new Date(tx.now.getTime() - DAY_MS);
  await tx.db.$executeRaw`
    delete from bench_runs
    where state <> 'streaming' and created_at < ${before} and id in (
      select id from bench_runs where user_id = ${userId}
      order by created_at desc, id desc offset ${env().BENCH_RUNS_KEPT}::int)`;
}
