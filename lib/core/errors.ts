/** HTTP status of every failure a caller can act on. A new failure is a new row here, and nowhere else. */
export const failures = {
  invalid_input: 400,
  unauthenticated: 401,
  quota_exceeded: 402,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported: 422,
  provider_rejected: 422,
  rate_limited: 429,
  internal: 500,
  provider_unavailable: 503,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type FailureCode = keyof typeof failures;

export interface FailureDetails extends ErrorOptions {
  /** the input field at fault, as a dotted path */
  field?: string;
  /** every field at fault with what is wrong with it */
  fields?: Record<string, string>;
  retryAfterMs?: number;
  /** a finer reason that has words of its own for people, e.g. `balance` or `context_length` */
  reason?: string;
  /** how much too much it is, in the unit that the reason implies: tokens for `context_length` */
  excess?: number;
  /** the provider's trace id, to quote to its support */
  traceId?: string;
}

/** The one failure that carries meaning to a caller, by its `code`. */
export class AppError extends Error {
  override readonly name: string = "AppError";
  constructor(
    readonly code: FailureCode,
    /** one sentence for the person who must act; no internals */
    message: string,
    readonly details: FailureDetails = {},
  ) {
    super(message, details);
  }
}

/** By its shape as well: a bundler may have given two parts of the server a class each. */
export function isAppError(error: unknown): error is AppError {
  if (error instanceof AppError) return true;
  if (!(error instanceof Error) || !("code" in error) || !("details" in error)) return false;
  return typeof error.code === "string" && Object.hasOwn(failures, error.code) && typeof error.details === "object";
}
