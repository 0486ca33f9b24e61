import { failures, isAppError } from "@/lib/core";
import { databaseFailure } from "@/lib/db";
import { log } from "./log";

/**
 * A failure as our JSON. Anything that is neither an AppError nor a known failure of the database is logged with its
 * request id and says nothing more.
 */
export function present(thrown: unknown, requestId: string): Response {
  const error = isAppError(thrown) ? thrown : databaseFailure(thrown);
  if (!error) {
    log("error", "request failed", { requestId, error: thrown });
    return failure(500, {
      code: "internal",
      message: "Something failed on the server. Quote the request id to your administrator.",
      requestId,
    });
  }
  if (error !== thrown) log("warn", "database failure", { requestId, code: error.code, error: thrown });
  const { field, fields, reason, retryAfterMs, excess, traceId } = error.details;
  return failure(
    failures[error.code],
    { code: error.code, message: error.message, reason, field, fields, retryAfterMs, excess, traceId, requestId },
    retryAfterMs === undefined ? {} : { "retry-after": String(Math.max(1, Math.ceil(retryAfterMs / 1000))) },
  );
}

function failure(status: number, error: object, headers: Record<string, string> = {}): Response {
  return Response.json({ error }, { status, headers: { ...privateHeaders, ...headers } });
}

/** What every answer of the API carries: not cached, not sniffed, not framed, no referrer. */
export const privateHeaders = {
  "cache-control": "private, no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
} as const;
