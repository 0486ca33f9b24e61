import { AppError } from "@/lib/core";
import { now, type SqlContext } from "@/lib/db";
import { ownedBy } from "./access";

/**
 * Gives back the hold of a call that was refused, or failed before any output. Nothing is charged. Cancelling again,
 * or after the charge was settled, changes nothing.
 * @throws AppError `not_found` for an unknown charge or another person's
 */
export async function cancelCharge(ctx: SqlContext, { chargeId }: { chargeId: string }): Promise<void> {
  const { userId = null } = ownedBy(ctx);
  const at = now();
  const closed = await ctx.db.$queryRaw<unknown[]>`
    with closed as (
      update charges set state = 'cancelled', closed_at = ${at}::timestamptz
      where id = ${chargeId} and state = 'open' and (${userId}::text is null or user_id = ${userId}::text)
      returning user_id, period, hold_nanos, lease_id
    ), allowance as (
      update allowances as a set held_nanos = a.held_nanos - closed.hold_nanos
      from closed where closed.lease_id is null and a.user_id = closed.user_id and a.period = closed.period
    )
    select user_id from closed`;
  if (closed.length) return;
  const known = await ctx.db.$queryRaw<unknown[]>`
    select from charges where id = ${chargeId} and (${userId}::text is null or user_id = ${userId}::text)`;
  if (!known.length) throw new AppError("not_found", "There is no such charge.");
}
