import type { SqlContext } from "@/lib/db";

/** @returns whether the call still waited for its turn, and now has none; false where its job may be under way */
export async function withdrawTurn(ctx: SqlContext, key: string): Promise<boolean> {
  return (await ctx.db.$executeRaw`delete from turns where key = ${key} and granted_at is null`) === 1;
}
