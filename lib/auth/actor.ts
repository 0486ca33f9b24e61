import { AppError, type UserActor } from "@/lib/core";
import type { Context } from "@/lib/db";

/** The signed-in person. Keys act for a person but manage no accounts. */
export function requireUserActor(ctx: Context): UserActor {
  if (ctx.actor.type === "user") return ctx.actor;
  throw new AppError("unauthenticated", "Sign in to go on.");
}

/** Lets administrators and the operator's commands pass. */
export function requireAdministrator(ctx: Context): void {
  if (ctx.actor.type === "system" || (ctx.actor.type === "user" && ctx.actor.role === "admin")) return;
  throw new AppError("forbidden", "Only an administrator may do this.");
}
