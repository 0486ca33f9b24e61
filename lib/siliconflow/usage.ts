import type { ProviderUsage } from "./schema";

/** No model reads or writes so much in one call: a higher count is a fault, and must not become somebody's bill. */
const mostTokens = 100_000_000;

/**
 * The one conversion of the provider's token counts. Counts of cached tokens stand in either of two places;
 * whatever is missing, negative, absurdly high or not a number counts as zero.
 * @returns undefined where the object holds no counts at all
 */
export function toUsage(raw: unknown): ProviderUsage | undefined {
  if (!isRecord(raw)) return undefined;
  const input = raw.prompt_tokens ?? raw.input_tokens;
  const output = raw.completion_tokens ?? raw.output_tokens;
  if (typeof input !== "number" && typeof output !== "number") return undefined;
  const inputTokens = count(input);
  const outputTokens = count(output);
  const cached = nested(raw.prompt_tokens_details, "cached_tokens") ?? raw.prompt_cache_hit_tokens;
  const reasoning = nested(raw.completion_tokens_details, "reasoning_tokens");
  return {
    inputTokens,
    cachedInputTokens: Math.min(count(cached), inputTokens),
    outputTokens,
    reasoningTokens: Math.min(count(reasoning), outputTokens),
    raw,
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nested(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

function count(value: unknown): number {
  return typeof value === "number" && value > 0 && value <= mostTokens ? Math.floor(value) : 0;
}
