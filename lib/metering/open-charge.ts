import { AppError, newId } from "@/lib/core";
import { now, type Context, type SqlContext } from "@/lib/db";
import { env } from "@/lib/env";
import { ratesOf } from "@/lib/models";
import { requireSpender } from "./access";
import { createAllowance, fits } from "./allowance";
import { periodOf } from "./period";
import { toStoredRates, toStoredUsage } from "./rates";
import { priceOf, units, type Rates, type Usage } from "./schema";

export interface OpenChargeInput {
  userId: string;
  modelId: string;
  /** chat, title, image, … */
  purpose: string;
  /** the most the call can use, see `worstCaseOf` */
  estimate: Usage;
  /** the model's current ones where absent */
  rates?: Rates;
}

export interface OpenCharge {
  id: string;
  rates: Rates;
  currency: string;
  holdNanos: bigint;
}

/**
 * Holds the worst case of one provider call against the person's allowance of this month. Everything that costs money
 * comes through here, whatever the limit: one conditional update decides, so that calls at once, in any number of
 * processes, cannot hold the same money twice. Every charge must be settled or cancelled; one that nobody renews is
 * swept after CHARGE_LEASE_MS.
 * @throws AppError `quota_exceeded` with reason `monthly_limit`; `unsupported` with reason `unpriced`; nothing is held then
 */
export async function openCharge(ctx: Context, input: OpenChargeInput): Promise<OpenCharge> {
  const charge = await prepareCharge(ctx, input);
  await holdCharge(ctx, input, charge);
  return charge;
}

/**
 * The second half of `openCharge`, for callers who have prepared the charge before their transaction.
 * @throws AppError `quota_exceeded`
 */
export async function holdCharge(ctx: SqlContext, input: OpenChargeInput, charge: OpenCharge): Promise<void> {
  const period = periodOf(now());
  if (await hold(ctx, input, charge, period)) return;
  // The month's first call finds no allowance. Whoever makes it, all who were waiting try once more.
  await createAllowance(ctx, input.userId, period);
  if (!(await hold(ctx, input, charge, period))) throw quotaExceeded();
}

/** What a charge will be, before anything is held. */
export async function prepareCharge(ctx: Context, input: OpenChargeInput): Promise<OpenCharge> {
  requireSpender(ctx, input.userId);
  const rates = input.rates ?? (await ratesOf(ctx, input.modelId));
  if (units.some((unit) => input.estimate[unit] && rates[unit] === undefined)) {
    throw new AppError("unsupported", "This model has no price yet. An administrator can set one.", {
      field: "modelId",
      reason: "unpriced",
    });
  }
  return { id: newId(), rates, currency: env().CURRENCY, holdNanos: priceOf(input.estimate, rates) };
}

export function quotaExceeded(): AppError {
  return new AppError(
    "quota_exceeded",
    "Your monthly spending limit does not cover this request. Ask for less, choose a cheaper model, or ask an administrator for a higher limit.",
    { reason: "monthly_limit" },
  );
}

async function hold(ctx: SqlContext, input: OpenChargeInput, charge: OpenCharge, period: string): Promise<boolean> {
  const { userId, modelId, purpose } = input;
  const openedAt = now();
  const expiresAt = new Date(openedAt.getTime() + env().CHARGE_LEASE_MS);
  const opened = await ctx.db.$executeRaw`
    with gate as (
      update allowances as a set held_nanos = a.held_nanos + ${charge.holdNanos}::bigint
      where a.user_id = ${userId} and a.period = ${period} and ${fits(charge.holdNanos)}
      returning a.user_id
    )
    insert into charges (id, user_id, model_id, purpose, period, hold_nanos, currency, rates, estimate, opened_at, expires_at)
    select ${charge.id}, user_id, ${modelId}, ${purpose}, ${period}, ${charge.holdNanos}::bigint, ${charge.currency},
      ${JSON.stringify(toStoredRates(charge.rates))}::jsonb, ${JSON.stringify(toStoredUsage(input.estimate))}::jsonb,
      ${openedAt}::timestamptz, ${expiresAt}::timestamptz
    from gate`;
  return opened === 1;
}
