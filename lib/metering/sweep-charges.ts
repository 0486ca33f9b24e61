import { now, type Context, type Prisma } from "@/lib/db";
import { requireAdministrator } from "./access";
import { sweepLeases } from "./lease-store";
import { cancelCharge } from "./cancel-charge";
import { fromStoredUsage } from "./rates";
import { closeCharge, type SettleChargeInput, type StoredCharge } from "./settle-charge";

export interface ExpiredCharge {
  id: string;
  userId: string;
  modelId: string;
  purpose: string;
}

/** What the owner of a charge knows of it. */
export type Resolution = Omit<SettleChargeInput, "chargeId"> | "cancel" | undefined;

/** Charges closed in one call; the rest waits for the next. */
const BATCH = 200;

/**
 * Closes charges whose owner is gone: neither settled nor renewed past their expiry. What became of the call is asked
 * of `resolve`; where it cannot say, the call may have been made and is settled at the estimate, outcome `unknown`.
 * Slices of quota that processes have left behind go back as well.
 * @returns how many charges were closed
 */
export async function sweepCharges(
  ctx: Context,
  resolve: (charge: ExpiredCharge) => Promise<Resolution> = async () => undefined,
): Promise<number> {
  requireAdministrator(ctx);
  await sweepLeases(ctx);
  const expiredAt = now();
  const expired = await ctx.db.charge.findMany({
    where: { state: "open", expiresAt: { lte: expiredAt } },
    orderBy: { expiresAt: "asc" },
    take: BATCH,
  });
  let closed = 0;
  const failures: unknown[] = [];
  for (const charge of expired) {
    try {
      if (await closeExpired(ctx, charge, resolve, expiredAt)) closed++;
    } catch (error) {
      // The others' money is not kept back by one that cannot be closed.
      failures.push(error);
    }
  }
  if (failures.length) throw new AggregateError(failures, `${failures.length} expired charges could not be closed.`);
  return closed;
}

async function closeExpired(
  ctx: Context,
  charge: StoredCharge & ExpiredCharge & { estimate: Prisma.JsonValue },
  resolve: (charge: ExpiredCharge) => Promise<Resolution>,
  expiredAt: Date,
): Promise<boolean> {
  const { id, userId, modelId, purpose } = charge;
  const resolution = await resolve({ id, userId, modelId, purpose });
  if (resolution === "cancel") {
    await cancelCharge(ctx, { chargeId: id });
    return true;
  }
  const settlement = resolution ?? {
    usage: fromStoredUsage(charge.estimate),
    basis: "estimated" as const,
    outcome: "unknown" as const,
  };
  return closeCharge(ctx, charge, settlement, expiredAt);
}
