import { now, type SqlContext } from "@/lib/db";
import { env } from "@/lib/env";
import { ownedBy } from "./access";

/** Says that the calls behind these charges are still under way. Closed charges and other people's are left alone. */
export async function renewCharges(ctx: SqlContext, chargeIds: string[]): Promise<void> {
  if (!chargeIds.length) return;
  const { userId = null } = ownedBy(ctx);
  const expiresAt = new Date(now().getTime() + env().CHARGE_LEASE_MS);
  // In order of their ids, so that two of these cannot wait for each other.
  await ctx.db.$executeRaw`
    with mine as (
      select id from charges
      where id = any(${chargeIds}) and state = 'open' and (${userId}::text is null or user_id = ${userId}::text)
      order by id for update
    )
    update charges as c set expires_at = ${expiresAt}::timestamptz from mine where c.id = mine.id`;
}
