import { AppError } from "@/lib/core";
import type { SqlContext } from "@/lib/db";

/** The person who acts, undefined for the system. @throws AppError `unauthenticated` for nobody */
function actingUser(ctx: SqlContext): string | undefined {
  if (ctx.actor.type === "system") return undefined;
  if (ctx.actor.type === "anonymous") throw new AppError("unauthenticated", "Sign in to go on.");
  return ctx.actor.userId;
}

/** @throws AppError `unauthenticated` where no person acts */
export function requirePerson(ctx: SqlContext): string {
  const userId = actingUser(ctx);
  if (userId === undefined) throw new AppError("unauthenticated", "Sign in to go on.");
  return userId;
}

/**
 * A person's money may be spent by that person and by the system on their behalf.
 * @throws AppError `forbidden`
 */
export function requireSpender(ctx: SqlContext, userId: string): void {
  const acting = actingUser(ctx);
  if (acting !== undefined && acting !== userId) throw new AppError("forbidden", "This is not your account.");
}

/** Limits a query on rows with a `userId` to the acting person's; the system sees all. */
export function ownedBy(ctx: SqlContext): { userId?: string } {
  const userId = actingUser(ctx);
  return userId === undefined ? {} : { userId };
}

/** @throws AppError `forbidden` */
export function requireAdministrator(ctx: SqlContext): void {
  const { actor } = ctx;
  if (actor.type === "system" || ("role" in actor && actor.role === "admin")) return;
  throw new AppError("forbidden", "Only an administrator may do this.");
}
