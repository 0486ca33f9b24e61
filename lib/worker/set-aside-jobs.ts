import { AppError } from "@/lib/core";
import { publish, type Context } from "@/lib/db";
import type { SetAsideJob } from "./schema";

/** As many as the page shows; those that failed last. */
const MOST = 200;

/** Work that was set aside, for an administrator to judge. Nothing of anybody's words is in it. */
export async function listSetAsideJobs(ctx: Context): Promise<SetAsideJob[]> {
  requireAdministrator(ctx);
  const rows = await ctx.db.$queryRaw<
    (Omit<SetAsideJob, "createdAt" | "failedAt"> & Record<"createdAt" | "failedAt", Date>)[]
  >`
    select j.id, j.name, coalesce(nullif(u.name, ''), u.email) as person, j.attempts, j.last_error as error,
      j.created_at as "createdAt", j.failed_at as "failedAt"
    from jobs j
    left join creation_outputs o on o.id = j.payload ->> 'outputId'
    left join creation_calls c on c.id = coalesce(j.payload ->> 'callId', o.call_id)
    left join creations made on made.id = j.payload ->> 'creationId'
    left join transcription_parts part on part.id = j.payload ->> 'partId'
    left join transcriptions t on t.id = j.payload ->> 'transcriptionId'
    left join voices v on v.id = j.payload ->> 'voiceId'
    left join users u on u.id =
      coalesce(j.payload ->> 'userId', c.user_id, made.user_id, part.user_id, t.user_id, v.user_id)
    where j.failed_at is not null
    order by j.failed_at desc, j.id desc limit ${MOST}`;
  return rows.map(({ createdAt, failedAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    failedAt: failedAt.toISOString(),
  }));
}

/**
 * Puts it back into the queue, with all its attempts. Handlers take the truth from rows, so that nothing which is over
 * is done or paid again.
 * @throws AppError `not_found` where it is not set aside
 */
export async function retrySetAsideJob(ctx: Context, { id }: { id: string }): Promise<void> {
  requireAdministrator(ctx);
  const [job] = await ctx.db.$queryRaw<{ name: string }[]>`
    update jobs set failed_at = null, attempts = 0, losses = 0, run_at = clock_timestamp()
    where id = ${id} and failed_at is not null returning name`;
  if (!job) throw notSetAside();
  await publish("jobs", job.name, ctx.db);
}

/** Drops it for good. What it was about stays as it is. @throws AppError `not_found` where it is not set aside */
export async function discardSetAsideJob(ctx: Context, { id }: { id: string }): Promise<void> {
  requireAdministrator(ctx);
  const dropped = await ctx.db.$executeRaw`delete from jobs where id = ${id} and failed_at is not null`;
  if (dropped === 0) throw notSetAside();
}

function requireAdministrator({ actor }: Context): void {
  if (actor.type === "system" || (actor.type === "user" && actor.role === "admin")) return;
  throw new AppError("forbidden", "Only an administrator may do this.");
}

function notSetAside(): AppError {
  return new AppError("not_found", "This job is not set aside, or no longer.");
}
