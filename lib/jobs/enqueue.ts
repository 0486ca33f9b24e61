import { newId } from "@/lib/core";
import { Prisma, publish, type Context } from "@/lib/db";
import type { Job } from "./define";

/**
 * Notes work to be done, in the caller's transaction.
 * @param options.key makes it idempotent: while a job of this name and key waits or runs, no second one is made
 * @param options.delayMs not before this long from now
 */
export async function enqueue<Payload>(
  ctx: Context,
  job: Job<Payload>,
  payload: Payload,
  options: { key?: string; delayMs?: number } = {},
): Promise<void> {
  const delay = `${options.delayMs ?? 0} milliseconds`;
  await ctx.db.$executeRaw(Prisma.sql`
    insert into jobs (id, name, payload, key, run_at)
    values (${newId()}, ${job.name}, ${JSON.stringify(job.payload.parse(payload))}::jsonb, ${options.key ?? null},
            clock_timestamp() + ${delay}::interval)
    on conflict (name, key) do update set
      payload = excluded.payload, run_at = excluded.run_at, attempts = 0, failed_at = null, last_error = null
      where jobs.failed_at is not null`);
  if (!options.delayMs) await publish("jobs", job.name, ctx.db);
}
