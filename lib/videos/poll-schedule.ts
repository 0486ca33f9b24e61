import { isProviderError } from "@/lib/siliconflow";

/** Over so long the pause between two questions doubles. */
const growthMs = 120_000;
/** After a refusal that says nothing of its length. */
const backOff = 4;
const longestBackOffMs = 300_000;

/** How long until a clip is asked about again: the first interval at the beginning, twice that after two minutes. */
export function pollDelayMs(sinceSubmittedMs: number, firstMs: number): number {
  return Math.round(firstMs * (1 + Math.min(1, Math.max(0, sinceSubmittedMs) / growthMs)));
}

export type PollTrouble = { forgotten: true } | { afterMs: number };

/**
 * What to do when the provider has not said how a clip stands. A request it cannot make sense of means that it knows
 * the clip no more; everything else passes: limits, outages, an account that is blocked.
 * @returns undefined for what is not the provider's doing
 */
export function judgeTrouble(error: unknown, intervalMs: number): PollTrouble | undefined {
  if (!isProviderError(error)) return undefined;
  if (error.reason === "parameters" || error.reason === "model_unknown") return { forgotten: true };
  const asked = error.details.retryAfterMs ?? 0;
  return { afterMs: Math.min(longestBackOffMs, Math.max(asked, intervalMs * backOff)) };
}
