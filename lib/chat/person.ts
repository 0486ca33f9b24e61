import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";

/** The person whose conversations are meant. @throws AppError `unauthenticated` where no person acts */
export function requirePerson(ctx: Context): string {
  if (ctx.actor.type === "user" || ctx.actor.type === "apiKey") return ctx.actor.userId;
  throw new AppError("unauthenticated", "Sign in to go on.");
}

export function noConversation(): AppError {
  return new AppError("not_found", "This conversation does not exist, or no longer.");
}

export function noMessage(): AppError {
  return new AppError("not_found", "This message does not exist, or no longer.");
}
