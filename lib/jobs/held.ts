import { Prisma, type Sql } from "@/lib/db";
import { lease } from "./lease";
import { mostLosses, type Step } from "./decide";

/** A job and the lease this process has on it. */
export interface Held {
  id: string;
  leaseId: string;
}

export interface ClaimedJob extends Held {
  name: string;
  payload: unknown;
  /** runs that failed */
  attempts: number;
  losses: number;
  deadline: Date | null;
}

/**
 * Takes what is due of these names, at most `limit`: deadlines first, then the longest due. Several processes may do so
 * at once. A job taken from a process that fell silent is one it has lost.
 */
export async function claim(
  db: Sql,
  leaseId: string,
  names: string[],
  { limit, except }: { limit: number; except: string[] },
): Promise<ClaimedJob[]> {
  return db.$queryRaw<ClaimedJob[]>(Prisma.sql`
    with due as (
      select id, lease_id from jobs
      where failed_at is null and run_at <= clock_timestamp() and name = any(${names})
        and (lease_until is null or ${lapse()} < clock_timestamp()) and id <> all(${except})
      order by deadline nulls last, run_at, id limit ${limit}::int for update skip locked)
    update jobs set lease_id = ${leaseId}, lease_until = clock_timestamp() + ${lease()}::interval,
      losses = losses + case when due.lease_id is null then 0 else 1 end
    from due where jobs.id = due.id
    returning jobs.id, jobs.lease_id as "leaseId", name, payload, attempts, losses, deadline`);
}

/**
 * When somebody else may take a job that is held. A database that was away let nobody renew: holders who outlived it
 * come first, since what they have to write was perhaps paid for.
 */
const lapse = () => Prisma.sql`
  case when lease_until > pg_postmaster_start_time() - interval '15 minutes'
    then greatest(lease_until, pg_postmaster_start_time() + ${lease()}::interval) else lease_until end`;

/** In how many milliseconds the next job of each name can be taken, where this process has not got it; 0 or less: now. */
export async function nextDue(db: Sql, names: string[], own: string[]): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ name: string; inMs: number }[]>(Prisma.sql`
    select name, (extract(epoch from min(greatest(run_at, ${lapse()})) - clock_timestamp()) * 1000)::float8 as "inMs"
    from jobs where failed_at is null and name = any(${names}) and id <> all(${own}) group by name`);
  return new Map(rows.map(({ name, inMs }) => [name, inMs]));
}

/**
 * Says that these runs live. Rows that are being written to are passed over: whoever writes renews them.
 * @returns the ids that are still held
 */
export async function renew(db: Sql, held: Held[]): Promise<Set<string>> {
  const ids = held.map(({ id }) => id);
  const leases = held.map(({ leaseId }) => leaseId);
  const rows = await db.$queryRaw<{ id: string }[]>(Prisma.sql`
    with mine as (
      select jobs.id from jobs join unnest(${ids}::text[], ${leases}::text[]) as held (id, lease)
        on jobs.id = held.id and jobs.lease_id = held.lease
    ), free as (
      select id from jobs where id in (select id from mine) for update skip locked
    ), renewed as (
      update jobs set lease_until = clock_timestamp() + ${lease()}::interval
      from unnest(${ids}::text[], ${leases}::text[]) as held (id, lease)
      where jobs.id in (select id from free) and jobs.id = held.id and jobs.lease_id = held.lease
    )
    select id from mine`);
  return new Set(rows.map(({ id }) => id));
}

export async function finish(db: Sql, { id, leaseId }: Held): Promise<void> {
  await db.$executeRaw`delete from jobs where id = ${id} and lease_id = ${leaseId}`;
}

/** Writes what becomes of a job after a run that did not finish it. */
export async function putBack(db: Sql, { id, leaseId }: Held, step: Step, error: string | null): Promise<void> {
  const delay = `${step.kind === "wait" ? step.delayMs : 0} milliseconds`;
  const counted = step.kind === "over" || step.counts ? 1 : 0;
  await db.$executeRaw(Prisma.sql`
    update jobs set lease_id = null, lease_until = null, losses = 0, attempts = attempts + ${counted}::int,
      last_error = coalesce(${error}, last_error), run_at = clock_timestamp() + ${delay}::interval,
      failed_at = case when ${step.kind === "over"} then clock_timestamp() end
    where id = ${id} and lease_id = ${leaseId}`);
}

/** Lets others go on with it at once. */
export async function release(db: Sql, { id, leaseId }: Held): Promise<void> {
  await db.$executeRaw`
    update jobs set lease_id = null, lease_until = null where id = ${id} and lease_id = ${leaseId}`;
}

/** Too many processes have died over it. */
export const isLethal = ({ losses }: ClaimedJob) => losses > mostLosses;
