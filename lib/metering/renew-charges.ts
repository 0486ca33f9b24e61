import { now, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { ownedBy } from "./access";

/** Says that the calls behind these charges are still under way. Closed charges and other people's are left alone. */
export async function renewCharges(ctx: Context, chargeIds: string[]): Promise<void> {
  if (!chargeIds.length) return;
  await ctx.db.charge.updateMany({
    where: { id: { in: chargeIds }, state: "open", ...ownedBy(ctx) },
    data: { expiresAt: new Date(now().getTime() + env().CHARGE_LEASE_MS) },
  });
}
