import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";

/** @throws AppError `unauthenticated` where no person acts */
export function requirePerson(ctx: Context): string {
  if (ctx.actor.type === "user" || ctx.actor.type === "apiKey") return ctx.actor.userId;
  throw new AppError("unauthenticated", "Sign in to go on.");
}

export function isAdministrator({ actor }: Context): boolean {
  return actor.type === "system" || ("role" in actor && actor.role === "admin");
}

/** Whose a new row is: the person's, or everybody's where an administrator says so. */
export function ownerOf(ctx: Context, shared: boolean): string | null {
  if (!shared) return requirePerson(ctx);
  if (!isAdministrator(ctx)) throw new AppError("forbidden", "Only an administrator may share tools with everybody.");
  return null;
}

/** Rows a person may change: the own ones, and as administrator the shared ones. */
export function changeableBy(ctx: Context) {
  const own = { userId: requirePerson(ctx) };
  return isAdministrator(ctx) ? { OR: [own, { userId: null }] } : own;
}

/** Rows whose tools a person may use. */
export function usableBy(userId: string) {
  return { OR: [{ userId }, { userId: null }] };
}
