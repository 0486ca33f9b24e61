import { AppError, isAppError } from "@/lib/core";
import { isProviderError } from "@/lib/siliconflow";
import { accountReasons } from "@/lib/siliconflow/schema";
import type { CreationFailure } from "./schema";

/** Failures that asking again may mend. */
const passing = new Set(["provider_unavailable", "rate_limited", "unavailable", "internal"]);

/** A failure as it is kept: codes only, nothing of anybody's error text. */
export function toCreationFailure(error: unknown, { refunded }: { refunded: boolean }): CreationFailure {
  if (!isAppError(error)) return { code: "internal", retryable: true, refunded };
  const { reason, traceId } = error.details;
  return {
    code: error.code,
    ...(reason !== undefined && { reason }),
    ...(traceId !== undefined && { traceId }),
    retryable: passing.has(error.code) && reason !== "rate_day" && !accountReasons.has(reason ?? ""),
    refunded,
  };
}

/**
 * Whether a failed call may have been carried out all the same. The provider's client says so of its own failures; what
 * else we have words for happened on our side, before anything was sent; what we do not know counts as possible.
 */
export function outcomeOf(error: unknown): "refused" | "unknown" {
  if (isProviderError(error)) return error.outcome;
  return isAppError(error) ? "refused" : "unknown";
}

/** The process that was asking is gone, and what it was told with it. */
export function lost(): AppError {
  return new AppError("provider_unavailable", "The server stopped while it waited for the provider's answer.", {
    reason: "lost",
  });
}

export function accountDisabled(): AppError {
  return new AppError("forbidden", "This account is disabled.", { reason: "account_disabled" });
}
