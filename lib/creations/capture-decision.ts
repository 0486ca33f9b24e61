import { AppError, isAppError } from "@/lib/core";
import type { CreationFailure } from "./schema";

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** Something else than was promised may be a fault of the way for so long, such as the page of a proxy. */
const PATIENCE_MS = 90_000;

/** Will be the same however often it is asked for. */
const final = new Set(["expired", "file_size", "picture_pixels", "private_address", "address"]);
/** Came whole and is not what was promised. */
const worthless = new Set(["not_decodable", "not_picture", "picture_format", "picture_damaged", "empty_file"]);

/** The provider had it, and we had nowhere to put it. */
const ours = new Set(["disk_full", "storage_unreachable"]);

/**
 * What a result failed of whose time has run out, or that is gone. Where something came, and was not it, that is the
 * reason, and where we had no place for it; else the provider has forgotten it before it could be had.
 */
export function atLast(lastTry: CreationFailure | null): AppError {
  const reason = wordFor(lastTry?.reason);
  if (reason === "not_decodable") {
    return new AppError("unsupported", "What the provider handed out is not what it had promised.", { reason });
  }
  return isOurs(lastTry) ? nowhere(lastTry?.reason) : expired();
}

function isOurs(lastTry: CreationFailure | null): boolean {
  return ours.has(lastTry?.reason ?? "");
}

function nowhere(reason: string | undefined): AppError {
  return new AppError("unavailable", "There was no place to keep this result.", {
    ...(reason !== undefined && { reason }),
  });
}

/** The way led elsewhere, or nowhere. */
const strayed = new Set(["private_address", "address", "broken_off"]);

export type CaptureDecision = { retryMs: number } | { failure: AppError };

/** The provider has forgotten the result. */
export function expired(cause?: unknown): AppError {
  return new AppError("unavailable", "The provider no longer has this result.", {
    reason: "expired",
    ...(cause !== undefined && { cause }),
  });
}

/**
 * What follows from a failed fetch: another one after a while that grows with the time this has taken so far, but not
 * past the deadline; or the end. What is gone because we had no place for it when it was there is not the provider's fault.
 */
export function captureDecision(
  error: unknown,
  { since, deadline, at, lastTry }: { since: Date; deadline: Date; at: Date; lastTry: CreationFailure | null },
): CaptureDecision {
  const reason = reasonOf(error);
  if (reason === "expired" && isOurs(lastTry)) return { failure: atLast(lastTry) };
  if (final.has(reason ?? "")) return { failure: failureOf(error, reason) };
  const leftMs = deadline.getTime() - at.getTime();
  const takenMs = at.getTime() - since.getTime();
  if (leftMs <= 0) return { failure: reason === undefined ? expired(error) : failureOf(error, reason) };
  if (worthless.has(reason ?? "") && takenMs > PATIENCE_MS) return { failure: failureOf(error, reason) };
  const retryMs = Math.min(LONGEST_RETRY_MS, Math.max(FIRST_RETRY_MS, takenMs / 2));
  return { retryMs: Math.min(retryMs, leftMs) };
}

function reasonOf(error: unknown): string | undefined {
  if (!isAppError(error)) return undefined;
  return error.details.reason ?? (error.code === "too_large" ? "file_size" : undefined);
}

/** In the words that results have; the finer ones are for whoever sent a file. */
function wordFor(reason: string | undefined): string | undefined {
  if (reason === undefined) return undefined;
  if (worthless.has(reason)) return "not_decodable";
  if (reason === "picture_pixels") return "file_size";
  return strayed.has(reason) ? "address_unreachable" : reason;
}

function failureOf(error: unknown, reason: string | undefined): AppError {
  if (!isAppError(error)) return expired(error);
  const known = wordFor(reason);
  return new AppError(error.code, error.message, { ...(known !== undefined && { reason: known }), cause: error });
}
