/**
 * What can go wrong with the provider, in words of our own. Each has a sentence for people under `failure.reasons`
 * of every language; a test compares the two.
 */
export const providerReasons = [
  /** no key is configured: nothing was sent */
  "unconfigured",
  "key",
  "balance_or_verification",
  "permission",
  "model_unknown",
  "parameters",
  "context_length",
  "voice_missing",
  "moderation",
  "too_large",
  /** the path is unknown there: most often a wrong base URL */
  "endpoint_missing",
  /** the provider withdrew the endpoint */
  "endpoint_gone",
  "rate_minute",
  "rate_hour",
  "rate_day",
  "overloaded",
  "provider_fault",
  "gateway_timeout",
  "unreachable",
  "timeout_connect",
  "timeout_first_token",
  "timeout_gap",
  "timeout_total",
  /** the answer began and its connection ended before it was whole */
  "cut",
  /** an answer came and is not what was promised */
  "malformed",
] as const;
export type ProviderReason = (typeof providerReasons)[number];

/** Reasons only an administrator can mend: the key, the account, the configuration. */
export const accountReasons: ReadonlySet<string> = new Set<ProviderReason>([
  "unconfigured",
  "key",
  "balance_or_verification",
  "permission",
  "endpoint_missing",
]);

/** Kinds of limit as the provider abbreviates them: requests, tokens or images per minute, hour or day. */
export type LimitKind = "RPM" | "RPH" | "RPD" | "TPM" | "TPD" | "IPM" | "IPD";

/** Tokens of one call. `raw` is the provider's own object, kept for the books. */
export interface ProviderUsage {
  inputTokens: number;
  /** a part of `inputTokens` */
  cachedInputTokens: number;
  outputTokens: number;
  /** a part of `outputTokens` */
  reasoningTokens: number;
  raw: Record<string, unknown>;
}

/** Why the model stopped: `null` where the provider ended the answer without saying. */
export type FinishReason = "stop" | "length" | "tool_calls" | "content_filter" | "other" | null;
