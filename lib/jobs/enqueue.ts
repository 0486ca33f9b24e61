import { newId } from "@/lib/core";
import { Prisma, publish, type SqlContext } from "@/lib/db";
import type { Job } from "./define";

export interface EnqueueOptions {
  /** makes it idempotent: while a job of this name and key waits or runs, no second one is made */
  key?: string;
  /** not before this long from now */
  delayMs?: number;
  /**
   * Until when it makes sense. Earlier ones go first. It is tried again until then, however often, and at the deadline
   * once more, so that the handler can note what failed.
   */
  deadline?: Date;
}

/** Notes work to be done, in the caller's transaction. */
export async function enqueue<Payload>(
  ctx: SqlContext,
  job: Job<Payload>,
  payload: Payload,
  options: EnqueueOptions = {},
): Promise<void> {
  await insertJob(ctx, job.name, job.payload.parse(payload), options);
}

/**
 * For callers who checked the payload when they stored it.
 * @returns the id of the job, which is not in the queue where its key was there before
 */
export async function insertJob(
  ctx: SqlContext,
  name: string,
  payload: unknown,
  { key, delayMs = 0, deadline }: EnqueueOptions,
): Promise<string> {
  const id = newId();
  await ctx.db.$executeRaw(Prisma.sql`
    insert into jobs (id, name, payload, key, run_at, deadline)
    values (${id}, ${name}, ${JSON.stringify(payload)}::jsonb, ${key ?? null},
            least(clock_timestamp() + ${`${delayMs} milliseconds`}::interval, ${deadline ?? null}::timestamptz),
            ${deadline ?? null}::timestamptz)
    on conflict (name, key) do update set
      payload = excluded.payload, run_at = excluded.run_at, deadline = excluded.deadline,
      attempts = 0, losses = 0, failed_at = null, last_error = null
      where jobs.failed_at is not null`);
  await publish("jobs", name, ctx.db);
  return id;
}
