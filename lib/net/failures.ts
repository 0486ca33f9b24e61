import { AppError, isAppError } from "@/lib/core";

export function tooLarge(maxBytes: number): AppError {
  return new AppError("too_large", `What the address holds is larger than ${maxBytes} bytes.`, { field: "url" });
}

/**
 * What went wrong on the way, in words of ours: foreign ones may repeat what was sent.
 * @param caller whose own abort is passed on as it is
 */
export function failureOf(error: unknown, caller: AbortSignal): unknown {
  if (caller.aborted) return caller.reason;
  for (const cause of chainOf(error)) {
    if (isAppError(cause)) return cause;
    if (timeouts.has(nameOf(cause))) {
      return new AppError("unavailable", "The address took too long to answer.", {
        reason: "address_timeout",
        cause: error,
      });
    }
    if (nameOf(cause) === "ResponseExceededMaxSizeError") {
      return new AppError("too_large", "What the address holds is too large.", { field: "url", cause: error });
    }
    if (cause instanceof Error && cause.message === "bad port") {
      return new AppError("invalid_input", "This port cannot be used.", { field: "url", reason: "address" });
    }
  }
  return new AppError("unavailable", "The address cannot be reached.", { reason: "address_unreachable", cause: error });
}

const timeouts = new Set(["TimeoutError", "ConnectTimeoutError", "HeadersTimeoutError", "BodyTimeoutError"]);

const nameOf = (error: unknown) => (error instanceof Error ? error.name : "");

function* chainOf(error: unknown): Generator<unknown> {
  for (let cause = error, depth = 0; cause !== undefined && depth < 6; depth++) {
    yield cause;
    if (cause instanceof AggregateError) yield* cause.errors;
    cause = cause instanceof Error ? cause.cause : undefined;
  }
}
