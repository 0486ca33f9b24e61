import type { JobContext } from "@/lib/jobs";

/**
 * Whether a call is this job's to make. It is not where the call waits again, or was given to another job since: a job
 * that had handed it back and was cut off before its own end runs once more. Read it in the transaction that begins.
 */
export async function holdsTurn(ctx: JobContext, key: string): Promise<boolean> {
  const others = await ctx.db.$queryRaw<unknown[]>`
    select 1 as one from turns where key = ${key} and job_id is distinct from ${ctx.job.id}`;
  return others.length === 0;
}
