import { AppError } from "@/lib/core";
import { inTransaction, now, publish, type Context } from "@/lib/db";
import { requireAdministrator } from "./access";
import { LIMITS_CHANNEL } from "./leased-gate";
import { periodOf } from "./period";

/** More than any month costs, and far from the end of the database's integers. */
const LARGEST = 10n ** 18n;

/**
 * Sets what a person may spend in each month from this one on; null is no limit. It counts for the next call at once;
 * calls under way are not stopped.
 * @throws AppError `forbidden`; `invalid_input` for a negative or absurd limit; `not_found`
 */
export async function setMonthlyLimit(
  ctx: Context,
  { userId, monthlyNanos }: { userId: string; monthlyNanos: bigint | null },
): Promise<void> {
  requireAdministrator(ctx);
  if (monthlyNanos !== null && (typeof monthlyNanos !== "bigint" || monthlyNanos < 0n || monthlyNanos > LARGEST)) {
    throw new AppError("invalid_input", "The limit must be an amount of zero or more.", { field: "monthlyLimit" });
  }
  await inTransaction(ctx, async (tx) => {
    if (!(await tx.db.user.findUnique({ where: { id: userId }, select: { id: true } }))) {
      throw new AppError("not_found", "There is no such person.", { field: "id" });
    }
    const period = periodOf(now());
    const before = await tx.db.spendingLimit.findUnique({ where: { userId } });
    await tx.db.spendingLimit.upsert({
      where: { userId },
      create: { userId, monthlyNanos, updatedAt: tx.now },
      update: { monthlyNanos, updatedAt: tx.now },
    });
    // Written even where there is none yet: a call that is just making it waits for us, or we for it.
    await tx.db.$executeRaw`
      insert into allowances (user_id, period, limit_nanos) values (${userId}, ${period}, ${monthlyNanos}::bigint)
      on conflict (user_id, period) do update set limit_nanos = excluded.limit_nanos`;
    await tx.db.allowance.updateMany({ where: { userId, period: { gt: period } }, data: { limitNanos: monthlyNanos } });
    await tx.db.auditEvent.create({
      data: {
        ...{ at: tx.now, action: "person.limit_set", targetId: userId },
        actorId: "userId" in ctx.actor ? ctx.actor.userId : null,
        details: { from: toText(before?.monthlyNanos ?? null), to: toText(monthlyNanos) },
      },
    });
    await publish(LIMITS_CHANNEL, userId, tx.db);
  });
}

function toText(nanos: bigint | null): string | null {
  return nanos === null ? null : String(nanos);
}
