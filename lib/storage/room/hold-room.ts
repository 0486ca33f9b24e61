import { AppError, newId } from "@/lib/core";
import { Prisma, type Context } from "@/lib/db";
import { limitInForce } from "./limit";

/** A file that is on its way for longer has no process any more. */
const WRITING = "30 minutes";

export interface WantedRoom {
  userId: string;
  /** of the file, where the sender says it */
  sizeBytes?: number | undefined;
  /** the most it can be */
  maxBytes: number;
}

/**
 * Takes room for a file on its way, counting the others that are: one conditional update decides, so that files sent at
 * once, in any number of processes, pass the limit together by one file at most, and by none where sizes are said.
 * @returns the hold, to be given back by `releaseRoom` when the file is there, or is not
 * @throws AppError `quota_exceeded` (`storage_full`), `unauthenticated` where the person has gone; nothing is held then
 */
export async function holdRoom(ctx: Context, { userId, sizeBytes, maxBytes }: WantedRoom): Promise<string> {
  const id = newId();
  const bytes = Math.min(sizeBytes ?? maxBytes, maxBytes);
  const needed = sizeBytes === undefined ? 1 : bytes;
  // Waits for whoever deletes this person, rather than fail on the key once they have.
  await ctx.db.$executeRaw`
    insert into storage_allowances (user_id)
    select id from users where id = ${userId} and not exists (select 1 from storage_allowances where user_id = ${userId})
    for key share on conflict do nothing`;
  const held = await ctx.db.$executeRaw(Prisma.sql`
    with gate as (
      update storage_allowances as a set held_bytes = a.held_bytes + ${bytes}::bigint
      where a.user_id = ${userId} and coalesce(a.used_bytes + a.held_bytes + ${needed}::bigint <= ${limitInForce()}, true)
      returning a.user_id
    )
    insert into storage_holds (id, user_id, bytes, expires_at)
    select ${id}, user_id, ${bytes}::bigint, clock_timestamp() + ${WRITING}::interval from gate`);
  if (held === 1) return id;
  const allowance = await ctx.db.storageAllowance.findUnique({ where: { userId }, select: { userId: true } });
  throw allowance ? storageFull() : new AppError("unauthenticated", "This account is being deleted.");
}

/** Gives room back; twice does no harm. */
export async function releaseRoom(ctx: Context, id: string): Promise<void> {
  await ctx.db.$executeRaw`
    with gone as (delete from storage_holds where id = ${id} returning user_id, bytes)
    update storage_allowances as a set held_bytes = a.held_bytes - gone.bytes from gone where a.user_id = gone.user_id`;
}

/**
 * Gives back what processes held that died.
 * @returns how many holds
 */
export async function sweepRoom(ctx: Context): Promise<number> {
  const [{ count }] = await ctx.db.$queryRaw<[{ count: number }]>`
    with gone as (
      delete from storage_holds where id in (
        select id from storage_holds where expires_at <= clock_timestamp() order by user_id limit 500 for update skip locked)
      returning user_id, bytes
    ), given as (
      update storage_allowances as a set held_bytes = a.held_bytes - g.bytes
      from (select user_id, sum(bytes)::bigint as bytes from gone group by user_id) as g where a.user_id = g.user_id
    )
    select count(*)::int as count from gone`;
  return count;
}

export function storageFull(): AppError {
  return new AppError(
    "quota_exceeded",
    "Your storage is full. Delete what you no longer need, empty the trash, or ask an administrator for more room.",
    { reason: "storage_full" },
  );
}
