import { inSqlTransaction, Prisma, type Context, type Sql, type SqlContext } from "@/lib/db";
import { env } from "@/lib/env";
import { insertJob, type RunnableJob } from "@/lib/jobs";
import { limitsOf } from "./limits";
import { planGrants, thawMs, windowMs, type Begun, type Candidate } from "./plan-grants";

/**
 * Gives turns to those whose turn it is, and puts their jobs into the queue. One transaction of all processes does so at
 * a time. Turns are given when one is asked for or ended, and when a limit or pause has passed: see `startTurns`.
 * @param jobs those this process knows; calls for others wait for a process that does
 * @returns how many were given
 */
export async function grantTurns(ctx: Context, jobs: readonly RunnableJob[]): Promise<number> {
  return (await giveTurns(ctx, jobs)).granted;
}

/** @returns also in how many milliseconds time alone will let another call begin, undefined where it will not */
export async function giveTurns(
  ctx: Context,
  jobs: readonly RunnableJob[],
): Promise<{ granted: number; nextMs: number | undefined }> {
  if (!(await anyWaits(ctx.db))) return { granted: 0, nextMs: undefined };
  return inSqlTransaction(ctx, (tx) => grant(tx, jobs), { lock: "turns" });
}

async function anyWaits(db: Sql): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`select 1 as one from turns where granted_at is null limit 1`;
  return rows.length > 0;
}

async function grant(tx: SqlContext, jobs: readonly RunnableJob[]) {
  const { STUDIO_CALLS: inAll, STUDIO_CALLS_PER_USER: perPerson } = env();
  await forgetPast(tx.db);
  const waiting = await candidates(
    tx.db,
    jobs.map(({ name }) => name),
    inAll,
  );
  const [{ now }] = await tx.db.$queryRaw<[{ now: Date }]>`select clock_timestamp() as now`;
  const running = await tx.db.$queryRaw<{ userId: string; modelId: string }[]>`
    select user_id as "userId", model_id as "modelId" from turns where granted_at is not null`;
  const begun = await tx.db.$queryRaw<(Omit<Begun, "at"> & { at: Date })[]>`
    select user_id as "userId", model_id as "modelId", images, at from turn_grants`;
  const pauses = await tx.db.$queryRaw<{ modelId: string; until: Date }[]>`
    select model_id as "modelId", until from turn_pauses`;
  const { keys, nextAt } = planGrants({
    now: now.getTime(),
    waiting: waiting.map(({ requestedAt, notBefore, ...call }) => ({
      ...call,
      requestedAt: requestedAt.getTime(),
      notBefore: notBefore.getTime(),
    })),
    running,
    begun: begun.map((call) => ({ ...call, at: call.at.getTime() })),
    pauses: new Map(pauses.map(({ modelId, until }) => [modelId, until.getTime()])),
    limitsOf,
    perPerson,
    inAll,
  });
  const byKey = new Map(waiting.map((call) => [call.key, call]));
  for (const key of keys) await give(tx, byKey.get(key)!, now);
  return { granted: keys.length, nextMs: nextAt === undefined ? undefined : Math.max(0, nextAt - now.getTime()) };
}

/** What limits look at no more, and turns whose job is gone: a call is over with its job at the latest. */
async function forgetPast(db: Sql): Promise<void> {
  await db.$executeRaw`delete from turn_grants where at <= clock_timestamp() - ${`${windowMs} milliseconds`}::interval`;
  await db.$executeRaw`delete from turn_pauses where until <= clock_timestamp() - ${`${thawMs} milliseconds`}::interval`;
  await db.$executeRaw`
    delete from turns where key in (
      select key from turns where granted_at is not null
        and not exists (select from jobs where jobs.id = turns.job_id and failed_at is null)
      for update skip locked)`;
}

interface WaitingCall extends Omit<Candidate, "requestedAt" | "notBefore"> {
  requestedAt: Date;
  notBefore: Date;
  job: string;
  payload: unknown;
}

/** Of each person and model as many as could begin at once, the oldest first; those being withdrawn are passed over. */
async function candidates(db: Sql, jobs: string[], most: number): Promise<WaitingCall[]> {
  return db.$queryRaw<WaitingCall[]>(Prisma.sql`
    select key, user_id as "userId", model_id as "modelId", images, requested_at as "requestedAt",
      not_before as "notBefore", job, payload
    from turns where granted_at is null and key in (
      select key from (
        select key, row_number() over (partition by user_id, model_id order by requested_at, key) as nth
        from turns where granted_at is null and job = any(${jobs})
      ) as numbered where nth <= ${most}::int)
    for update skip locked`);
}

async function give(tx: SqlContext, { key, userId, modelId, images, job, payload }: WaitingCall, at: Date) {
  const jobId = await insertJob(tx, job, payload, {});
  await tx.db.$executeRaw`update turns set granted_at = ${at}::timestamptz, job_id = ${jobId} where key = ${key}`;
  await tx.db.$executeRaw`
    insert into turn_grants (id, user_id, model_id, images, at)
    values (${jobId}, ${userId}, ${modelId}, ${images}::int, ${at}::timestamptz)`;
}
