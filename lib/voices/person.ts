import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";

/** The person whose voices are meant. @throws AppError `unauthenticated` where no person acts */
export function requirePerson({ actor }: Pick<Context, "actor">): string {
  if (actor.type === "user" || actor.type === "apiKey") return actor.userId;
  throw new AppError("unauthenticated", "Sign in to go on.");
}

/** @throws AppError `forbidden` */
export function requireAdministrator({ actor }: Pick<Context, "actor">): void {
  if (actor.type === "system" || (actor.type === "user" && actor.role === "admin")) return;
  throw new AppError("forbidden", "Only an administrator may do this.");
}

export function noVoice(): AppError {
  return new AppError("not_found", "This voice does not exist, or no longer.", { field: "voiceId", reason: "voice" });
}
