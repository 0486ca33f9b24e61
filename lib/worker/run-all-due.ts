import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { log } from "@/lib/http";
import { runDueJobs } from "@/lib/jobs";
import { grantTurns, startTurns } from "@/lib/turns";
import { jobs } from "./jobs";
import { attempt, sweepAll } from "./sweep-all";

/**
 * One round of everything that must happen without a visitor, for hosts without a long-lived process: sweeps, then turns
 * and jobs until nothing is due, or CRON_BUDGET_MS are over. Any number of processes may do it at once.
 */
export async function runAllDue(ctx: Context): Promise<{ interrupted: number; charges: number; jobs: number }> {
  const endsAt = performance.now() + env().CRON_BUDGET_MS;
  const swept = await sweepAll(ctx);
  const turns = await startTurns(jobs, { onError: (error) => log("warn", "turns not given", { error }) });
  try {
    return { ...swept, jobs: await attempt("jobs", () => runUntil(ctx, endsAt)) };
  } finally {
    await turns.stop();
  }
}

async function runUntil(ctx: Context, endsAt: number): Promise<number> {
  const onError = (job: string, error: unknown) => log("warn", "job failed", { job, error });
  for (let ran = 0; ;) {
    const granted = await grantTurns(ctx, jobs);
    const budgetMs = endsAt - performance.now();
    const more = budgetMs > 0 ? await runDueJobs(ctx, jobs, { budgetMs, onError }) : 0;
    ran += more;
    if (!granted && !more) return ran;
  }
}
