import { newId } from "@/lib/core";
import { inTransaction, now, type Context } from "@/lib/db";
import { createAllowance, fits } from "./allowance";
import { toStoredRates, toStoredUsage } from "./rates";
import type { OpenCharge, OpenChargeInput } from "./open-charge";

/**
 * Slices of allowances in the database. A slice counts in `held_nanos` with all its amount; charges admitted from it
 * have no hold of their own. Whoever locks several rows locks the slice, then charges, then the allowance.
 */
export interface Slice {
  id: string;
  userId: string;
  period: string;
}

/** A charge that memory has admitted and the database does not know yet. */
export interface AdmittedCharge {
  input: OpenChargeInput;
  charge: OpenCharge;
  openedAt: Date;
}

/** Takes a new slice by one conditional update. Undefined where the allowance has no room for it. */
export async function takeSlice(
  ctx: Context,
  { userId, period, holder, amount, leaseMs }: Omit<Slice, "id"> & { holder: string; amount: bigint; leaseMs: number },
): Promise<Slice | undefined> {
  const id = newId();
  const take = () => ctx.db.$executeRaw`
    with gate as (
      update allowances as a set held_nanos = a.held_nanos + ${amount}::bigint
      where a.user_id = ${userId} and a.period = ${period} and ${fits(amount)}
      returning a.user_id
    )
    insert into allowance_leases (id, user_id, period, holder, amount_nanos, expires_at)
    select ${id}, user_id, ${period}, ${holder}, ${amount}::bigint, ${expiry(leaseMs)}::timestamptz from gate`;
  if (await take()) return { id, userId, period };
  await createAllowance(ctx, userId, period);
  return (await take()) ? { id, userId, period } : undefined;
}

/** Adds to a slice and renews it. `gone` where it was swept, `full` where the allowance has no room. */
export async function growSlice(
  ctx: Context,
  { id, userId, period }: Slice,
  amount: bigint,
  leaseMs: number,
): Promise<"grown" | "full" | "gone"> {
  return inTransaction(ctx, async (tx) => {
    if ((await lockSlice(tx, id)) === undefined) return "gone";
    const held = await tx.db.$executeRaw`
      update allowances as a set held_nanos = a.held_nanos + ${amount}::bigint
      where a.user_id = ${userId} and a.period = ${period} and ${fits(amount)}`;
    if (!held) return "full";
    await tx.db.$executeRaw`
      update allowance_leases set amount_nanos = amount_nanos + ${amount}::bigint, expires_at = ${expiry(leaseMs)}::timestamptz
      where id = ${id}`;
    return "grown";
  });
}

/** How much of an allowance nobody holds; null without a limit. */
export async function roomIn(ctx: Context, userId: string, period: string): Promise<bigint | null | undefined> {
  const allowance = await ctx.db.allowance.findUnique({ where: { userId_period: { userId, period } } });
  if (!allowance) return undefined;
  if (allowance.limitNanos === null) return null;
  const room = allowance.limitNanos - allowance.spentNanos - allowance.heldNanos;
  return room > 0n ? room : 0n;
}

/** Keeps slices from being swept while their holder lives. @returns ids that still exist */
export async function renewSlices(ctx: Context, ids: string[], leaseMs: number): Promise<string[]> {
  if (!ids.length) return [];
  // In order of their ids, so that two of these cannot wait for each other.
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    with mine as (select id from allowance_leases where id = any(${ids}) order by id for update)
    update allowance_leases as l set expires_at = ${expiry(leaseMs)}::timestamptz from mine where l.id = mine.id returning l.id`;
  return rows.map(({ id }) => id);
}

/** Gives back what a slice's holder will not use; all of it removes the slice. */
export async function returnToAllowance(
  ctx: Context,
  { id, userId, period }: Slice,
  unused: bigint | "all",
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const amount = await lockSlice(tx, id);
    if (amount === undefined) return;
    const given = unused === "all" || unused > amount ? amount : unused;
    if (unused === "all") await tx.db.allowanceLease.delete({ where: { id } });
    else
      await tx.db
        .$executeRaw`update allowance_leases set amount_nanos = amount_nanos - ${given}::bigint where id = ${id}`;
    await tx.db.$executeRaw`
      update allowances set held_nanos = held_nanos - ${given}::bigint where user_id = ${userId} and period = ${period}`;
  });
}

/**
 * Writes charges that memory has admitted; writing them again changes nothing. Where the slice was swept meanwhile they
 * hold for themselves, unasked: the calls are under way.
 * @returns whether the slice still exists
 */
export async function writeAdmitted(
  ctx: Context,
  { id, userId, period }: Slice,
  charges: AdmittedCharge[],
  chargeLeaseMs: number,
): Promise<boolean> {
  const rows = charges.map(({ input, charge, openedAt }) => ({
    ...{ id: charge.id, model_id: input.modelId, purpose: input.purpose, hold: String(charge.holdNanos) },
    ...{ currency: charge.currency, rates: toStoredRates(charge.rates), estimate: toStoredUsage(input.estimate) },
    opened_at: openedAt.toISOString(),
  }));
  return inTransaction(ctx, async (tx) => {
    const leaseId = (await lockSlice(tx, id)) === undefined ? null : id;
    await tx.db.$executeRaw`
      with written as (
        insert into charges (id, user_id, model_id, purpose, period, hold_nanos, currency, rates, estimate, lease_id, opened_at, expires_at)
        select id, ${userId}, model_id, purpose, ${period}, hold, currency, rates, estimate, ${leaseId}, opened_at, ${expiry(chargeLeaseMs)}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as admitted (id text, model_id text, purpose text, hold bigint,
          currency text, rates jsonb, estimate jsonb, opened_at timestamptz)
        on conflict (id) do nothing
        returning hold_nanos
      )
      update allowances set held_nanos = held_nanos + (select coalesce(sum(hold_nanos), 0) from written)
      where ${leaseId}::text is null and user_id = ${userId} and period = ${period}`;
    return leaseId !== null;
  });
}

/** Takes back slices whose holder is gone. Their open charges keep what they need as holds of their own. */
export async function sweepLeases(ctx: Context): Promise<number> {
  const expired = await ctx.db.allowanceLease.findMany({ where: { expiresAt: { lte: now() } }, take: 200 });
  for (const { id, userId, period } of expired) {
    await inTransaction(ctx, async (tx) => {
      const [lease] = await tx.db.$queryRaw<{ amount: bigint }[]>`
        select amount_nanos as amount from allowance_leases
        where id = ${id} and expires_at <= ${now()}::timestamptz for update skip locked`;
      if (!lease) return;
      await tx.db.allowanceLease.delete({ where: { id } });
      const [kept] = await tx.db.$queryRaw<[{ total: bigint }]>`
        with kept as (update charges set lease_id = null where lease_id = ${id} and state = 'open' returning hold_nanos)
        select coalesce(sum(hold_nanos), 0)::bigint as total from kept`;
      await tx.db.$executeRaw`
        update allowances set held_nanos = held_nanos + ${kept.total - lease.amount}::bigint
        where user_id = ${userId} and period = ${period}`;
    });
  }
  return expired.length;
}

async function lockSlice(tx: Context, id: string): Promise<bigint | undefined> {
  const [lease] = await tx.db.$queryRaw<{ amount: bigint }[]>`
    select amount_nanos as amount from allowance_leases where id = ${id} for update`;
  return lease?.amount;
}

function expiry(leaseMs: number): Date {
  return new Date(now().getTime() + leaseMs);
}
