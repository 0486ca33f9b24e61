import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";

/** The person who asks. @throws AppError `unauthenticated` where no person acts */
export function requirePerson({ actor }: Pick<Context, "actor">): string {
  if (actor.type === "user" || actor.type === "apiKey") return actor.userId;
  throw new AppError("unauthenticated", "Sign in to go on.");
}

export function noTranscription(): AppError {
  return new AppError("not_found", "This transcription does not exist, or no longer.");
}
