import { newId } from "@/lib/core";
import { Prisma, systemContext, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { retryDelayMs } from "./retry-delay";
import type { RunnableJob } from "./define";

interface ClaimedJob {
  id: string;
  name: string;
  payload: unknown;
  attempts: number;
}

/**
 * Claims jobs that are due and runs them, at most `limit`, one after the other. Several processes may do so at once: a
 * job is claimed by one guarded update and its lease renewed while it runs; whoever lost the lease writes nothing.
 * @returns how many ran
 */
export async function runDueJobs(
  ctx: Context,
  definitions: readonly RunnableJob[],
  options: { limit?: number; onError?: (job: string, error: unknown) => void } = {},
): Promise<number> {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  let ran = 0;
  while (ran < (options.limit ?? 100)) {
    const leaseId = newId();
    const job = await claim(ctx, leaseId, [...byName.keys()]);
    if (!job) break;
    ran++;
    await runOne(ctx, byName.get(job.name)!, job, leaseId, options.onError);
  }
  return ran;
}

async function claim(ctx: Context, leaseId: string, names: string[]): Promise<ClaimedJob | undefined> {
  const [job] = await ctx.db.$queryRaw<ClaimedJob[]>(Prisma.sql`
    update jobs set lease_id = ${leaseId}, attempts = attempts + 1, lease_until = clock_timestamp() + ${leaseInterval()}::interval
    where id = (
      select id from jobs
      where failed_at is null and run_at <= clock_timestamp() and name = any(${names})
        and (lease_until is null or lease_until < clock_timestamp())
      order by run_at limit 1 for update skip locked)
    returning id, name, payload, attempts`);
  return job;
}

async function runOne(
  ctx: Context,
  definition: RunnableJob,
  job: ClaimedJob,
  leaseId: string,
  onError?: (job: string, error: unknown) => void,
): Promise<void> {
  const lost = new AbortController();
  const renewal = setInterval(() => {
    void ctx.db
      .$executeRaw`update jobs set lease_until = clock_timestamp() + ${leaseInterval()}::interval where id = ${job.id} and lease_id = ${leaseId}`.then(
      (rows) => rows || lost.abort(),
      () => {},
    );
  }, env().JOB_LEASE_MS / 3);
  try {
    await definition.run(systemContext({ signal: lost.signal }), job.payload);
    await ctx.db.$executeRaw`delete from jobs where id = ${job.id} and lease_id = ${leaseId}`;
  } catch (error) {
    onError?.(job.name, error);
    const message = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : "unknown";
    const last = job.attempts >= definition.attempts;
    const delay = `${retryDelayMs(job.attempts)} milliseconds`;
    await ctx.db.$executeRaw(Prisma.sql`
      update jobs set lease_id = null, lease_until = null, last_error = ${message},
        run_at = clock_timestamp() + ${delay}::interval, failed_at = case when ${last} then clock_timestamp() end
      where id = ${job.id} and lease_id = ${leaseId}`);
  } finally {
    clearInterval(renewal);
  }
}

const leaseInterval = () => `${env().JOB_LEASE_MS} milliseconds`;
