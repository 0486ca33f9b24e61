import { Prisma, type SqlContext } from "@/lib/db";

/**
 * The gate's one condition: what is spent and held together stays within the limit. What costs nothing fits always, also
 * where a call has cost more than it held. An alias `a` for allowances.
 */
export const fits = (amount: bigint) =>
  Prisma.sql`(a.limit_nanos is null or ${amount}::bigint = 0 or a.spent_nanos + a.held_nanos + ${amount}::bigint <= a.limit_nanos)`;

/** Makes a person's allowance of a period from the standing limit, where there is none yet. */
export async function createAllowance(ctx: SqlContext, userId: string, period: string): Promise<void> {
  await ctx.db.$executeRaw`
    insert into allowances (user_id, period, limit_nanos)
    select ${userId}, ${period}, (select monthly_nanos from spending_limits where user_id = ${userId} for share)
    on conflict (user_id, period) do nothing`;
}
