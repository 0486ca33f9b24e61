import { now, type Context } from "@/lib/db";
import { requireAdministrator } from "./access";
import { periodOf } from "./period";
import type { Spending } from "./schema";

/**
 * This month's spending and the limit of each of these people, in their order.
 * @throws AppError `forbidden` for people who are not administrators
 */
export async function spendingOf(ctx: Context, userIds: string[]): Promise<Spending[]> {
  requireAdministrator(ctx);
  const [allowances, limits] = await Promise.all([
    ctx.db.allowance.findMany({ where: { userId: { in: userIds }, period: periodOf(now()) } }),
    ctx.db.spendingLimit.findMany({ where: { userId: { in: userIds } } }),
  ]);
  const allowanceOf = new Map(allowances.map((allowance) => [allowance.userId, allowance]));
  const limitOf = new Map(limits.map(({ userId, monthlyNanos }) => [userId, monthlyNanos]));
  return userIds.map((userId) => {
    const allowance = allowanceOf.get(userId);
    const limit = allowance ? allowance.limitNanos : (limitOf.get(userId) ?? null);
    return {
      userId,
      spentNanos: String(allowance?.spentNanos ?? 0n),
      heldNanos: String(allowance?.heldNanos ?? 0n),
      limitNanos: limit === null ? null : String(limit),
    };
  });
}
