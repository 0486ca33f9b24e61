import { AppError } from "@/lib/core";
import { inSqlTransaction, now, type Prisma, type SqlContext } from "@/lib/db";
import { ownedBy } from "./access";
import { dayOf } from "./period";
import { fromStoredRates, toStoredRates, toStoredUsage } from "./rates";
import { priceOf, type Basis, type Outcome, type Rates, type Usage } from "./schema";

export interface SettleChargeInput {
  chargeId: string;
  usage: Usage;
  basis: Basis;
  outcome: Outcome;
  traceId?: string;
}

export interface Settlement {
  costNanos: bigint;
  currency: string;
  rates: Rates;
}

/**
 * Records what a call cost, at the rates of its admission, and gives back what was held beyond it: the charge, the
 * allowance of the charge's own period, one ledger entry and the day's sum, all or nothing. A cost above the hold is
 * recorded all the same. A second call returns what the first one recorded, also when it says something else; a
 * charge that was cancelled before costs nothing and stays cancelled.
 *
 * If the database is lost nothing is recorded, and it is the caller who tries again; failing that, the sweep settles
 * at the estimate once the charge has expired.
 * @throws AppError `not_found` for an unknown charge or another person's; `internal` for usage without a rate
 */
export async function settleCharge(ctx: SqlContext, input: SettleChargeInput): Promise<Settlement> {
  const charge = await findCharge(ctx, input.chargeId);
  if (charge.state === "open" && (await closeCharge(ctx, charge, input))) {
    const rates = fromStoredRates(charge.rates);
    return { costNanos: priceOf(billable(input.usage, rates), rates), currency: charge.currency, rates };
  }
  const closed = await findCharge(ctx, input.chargeId);
  return { costNanos: closed.costNanos ?? 0n, currency: closed.currency, rates: fromStoredRates(closed.rates) };
}

export interface StoredCharge {
  id: string;
  state: "open" | "settled" | "cancelled";
  costNanos: bigint | null;
  currency: string;
  rates: Prisma.JsonValue;
  leaseId: string | null;
}

async function findCharge(ctx: SqlContext, id: string): Promise<StoredCharge> {
  const { userId = null } = ownedBy(ctx);
  const [charge] = await ctx.db.$queryRaw<StoredCharge[]>`
    select id, state::text, cost_nanos as "costNanos", currency, rates, lease_id as "leaseId"
    from charges where id = ${id} and (${userId}::text is null or user_id = ${userId}::text)`;
  if (!charge) throw new AppError("not_found", "There is no such charge.");
  return charge;
}

/**
 * @param expiredAt close it only if nobody has renewed it past this moment
 * @returns whether this call closed it
 */
export async function closeCharge(
  ctx: SqlContext,
  charge: StoredCharge,
  input: Omit<SettleChargeInput, "chargeId">,
  expiredAt?: Date,
): Promise<boolean> {
  if (!charge.leaseId) return writeSettlement(ctx, charge, input, 0n, expiredAt);
  // Everyone locks the slice before the charge, and the charge before the allowance. The lock is a statement of its own:
  // within one, the database does not promise an order, and rereads the slice as it was when the statement began.
  return inSqlTransaction(ctx, async (tx) => {
    const [lease] = await tx.db.$queryRaw<{ amount: bigint }[]>`
      select amount_nanos as amount from allowance_leases where id = ${charge.leaseId} for update`;
    return writeSettlement(tx, charge, input, lease?.amount ?? 0n, expiredAt);
  });
}

/**
 * One statement. A charge with a hold of its own frees that; one admitted from a slice turns part of the slice from
 * held to spent. A slice that is gone has handed its holds to its charges.
 */
async function writeSettlement(
  ctx: SqlContext,
  charge: StoredCharge,
  { usage, basis, outcome, traceId }: Omit<SettleChargeInput, "chargeId">,
  sliceNanos: bigint,
  expiredAt?: Date,
): Promise<boolean> {
  const rates = fromStoredRates(charge.rates);
  const units = billable(usage, rates);
  const cost = priceOf(units, rates);
  const at = now();
  const input = (units.input_tokens ?? 0) + (units.cached_input_tokens ?? 0);
  const output = units.output_tokens ?? 0;
  const fromSlice = cost < sliceNanos ? cost : sliceNanos;
  const closed = await ctx.db.$queryRaw<unknown[]>`
    with closed as (
      update charges set state = 'settled', cost_nanos = ${cost}::bigint, closed_at = ${at}::timestamptz
      where id = ${charge.id} and state = 'open' and (${expiredAt ?? null}::timestamptz is null or expires_at <= ${expiredAt ?? null}::timestamptz)
      returning id, user_id, model_id, purpose, period, currency, lease_id,
        case when lease_id is null then hold_nanos else ${fromSlice}::bigint end as freed
    ), slice as (
      update allowance_leases as l set amount_nanos = l.amount_nanos - closed.freed
      from closed where l.id = closed.lease_id
    ), allowance as (
      update allowances as a set held_nanos = a.held_nanos - closed.freed, spent_nanos = a.spent_nanos + ${cost}::bigint
      from closed where a.user_id = closed.user_id and a.period = closed.period
    ), entry as (
      insert into ledger_entries (charge_id, user_id, model_id, purpose, units, rates, cost_nanos, currency, basis, outcome, trace_id, at)
      select id, user_id, model_id, purpose, ${JSON.stringify(toStoredUsage(units))}::jsonb,
        ${JSON.stringify(toStoredRates(rates))}::jsonb, ${cost}::bigint, currency, ${basis}, ${outcome}, ${traceId ?? null}, ${at}::timestamptz
      from closed
    ), day as (
      insert into usage_days as d (user_id, day, model_id, purpose, calls, input_tokens, output_tokens, cost_nanos)
      select user_id, ${dayOf(at)}::date, model_id, purpose, 1, ${input}::bigint, ${output}::bigint, ${cost}::bigint from closed
      on conflict (user_id, day, model_id, purpose) do update set calls = d.calls + 1,
        input_tokens = d.input_tokens + excluded.input_tokens, output_tokens = d.output_tokens + excluded.output_tokens,
        cost_nanos = d.cost_nanos + excluded.cost_nanos
    )
    select id from closed`;
  return closed.length === 1;
}

/** Cached input without a rate of its own is ordinary input. */
function billable(usage: Usage, rates: Rates): Usage {
  const { cached_input_tokens: cached, ...rest } = usage;
  if (!cached || rates.cached_input_tokens !== undefined) return usage;
  return { ...rest, input_tokens: (rest.input_tokens ?? 0) + cached };
}
