import { AppError } from "@/lib/core";
import { Prisma, type Context } from "@/lib/db";
import { storageFull } from "./hold-room";
import { limitInForce } from "./limit";

/**
 * Asked before paid work that will be kept: with a full storage it does not begin. What is paid for is kept whatever
 * the limit, so this decides and holds nothing.
 * @param userId the acting person, unless the system asks for one
 * @throws AppError `quota_exceeded` (`storage_full`)
 */
export async function requireRoom(ctx: Context, userId: string = personOf(ctx)): Promise<void> {
  const full = await ctx.db.$queryRaw<unknown[]>(Prisma.sql`
    select 1 from storage_allowances as a where a.user_id = ${userId} and a.used_bytes + a.held_bytes >= ${limitInForce()}`);
  if (full.length > 0) throw storageFull();
}

/** @throws AppError `unauthenticated` where no person acts */
export function personOf({ actor }: Context): string {
  if ("userId" in actor) return actor.userId;
  throw new AppError("unauthenticated", "Sign in to go on.");
}
