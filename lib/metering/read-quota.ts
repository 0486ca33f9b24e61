import { AppError } from "@/lib/core";
import { now, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { requireAdministrator } from "./access";
import { periodEnd, periodOf } from "./period";
import type { Quota } from "./schema";

/**
 * What a person may spend this month and has spent: one's own, or anybody's for administrators.
 * @throws AppError `forbidden`
 */
export async function readQuota(ctx: Context, userId?: string): Promise<Quota> {
  const own = "userId" in ctx.actor ? ctx.actor.userId : undefined;
  const person = userId ?? own;
  if (person === undefined) throw new AppError("unauthenticated", "Sign in to go on.");
  if (person !== own) requireAdministrator(ctx);
  const at = now();
  const period = periodOf(at);
  const allowance = await ctx.db.allowance.findUnique({ where: { userId_period: { userId: person, period } } });
  const limit = allowance
    ? allowance.limitNanos
    : ((await ctx.db.spendingLimit.findUnique({ where: { userId: person } }))?.monthlyNanos ?? null);
  return {
    period,
    resetsAt: periodEnd(at).toISOString(),
    limitNanos: limit === null ? null : String(limit),
    spentNanos: String(allowance?.spentNanos ?? 0n),
    heldNanos: String(allowance?.heldNanos ?? 0n),
    currency: env().CURRENCY,
  };
}
