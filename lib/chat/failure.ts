import { isAppError } from "@/lib/core";
import { accountReasons } from "@/lib/siliconflow/schema";
import type { MessageFailure, MessagePart } from "./schema";

/** Failures that asking again may mend. */
const passing = new Set(["provider_unavailable", "rate_limited", "unavailable", "internal"]);

/** A failure as it is kept with the message: codes only, nothing of anybody's error text. */
export function toMessageFailure(error: unknown): MessageFailure {
  if (!isAppError(error)) return { code: "internal", retryable: true };
  const { reason, traceId } = error.details;
  return {
    code: error.code,
    ...(reason !== undefined && { reason }),
    ...(traceId !== undefined && { traceId }),
    retryable: passing.has(error.code) && reason !== "rate_day" && !accountReasons.has(reason ?? ""),
  };
}

/** A stream that ended in order but without an answer is no success. */
export function missingAnswer(
  parts: readonly MessagePart[],
  finishReason: string | null,
  traceId: string | undefined,
): MessageFailure {
  const thoughtTooLong = finishReason === "length" && parts.some(({ type }) => type === "reasoning");
  return {
    code: thoughtTooLong ? "provider_rejected" : "provider_unavailable",
    reason: thoughtTooLong ? "thinking_used_up" : "empty_answer",
    ...(traceId !== undefined && { traceId }),
    retryable: true,
  };
}

/**
 * Whether a failed call may have been carried out all the same; what we do not know counts as possible. What our own
 * client refuses to send was not.
 */
export function outcomeOf(error: unknown): "refused" | "unknown" {
  if (isAppError(error) && error.code === "invalid_input") return "refused";
  return error instanceof Error && "outcome" in error && error.outcome === "refused" ? "refused" : "unknown";
}
