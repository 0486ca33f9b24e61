import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";

/** The person whose runs are meant. @throws AppError `unauthenticated` where no person acts */
export function requirePerson(ctx: Context): string {
  if (ctx.actor.type === "user") return ctx.actor.userId;
  throw new AppError("unauthenticated", "Sign in to go on.");
}

export function noRun(): AppError {
  return new AppError("not_found", "This run does not exist, or no longer.");
}
