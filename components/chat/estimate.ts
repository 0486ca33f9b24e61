import type { Message } from "@/lib/chat/schema";
import type { Quota } from "@/lib/metering/schema";
import type { ModelSummary } from "@/lib/models/schema";

export interface Estimate {
  inputTokens: number;
  /** what an answer has been so far in this conversation, or usually is */
  outputTokens: number;
  inputRate: bigint;
  outputRate: bigint;
  inputNanos: bigint;
  outputNanos: bigint;
  totalNanos: bigint;
  currency: string;
  source: string;
  sourcedOn: string;
}

const usualAnswer = 500;
const usualThought = 1_500;
const answersLookedAt = 5;

/**
 * What the next message will most likely cost: its own tokens, those of the branch before it, and an answer like the last
 * ones. Undefined where the model has no price.
 */
export function estimateMessage(
  model: ModelSummary | undefined,
  inputTokens: number,
  messages: readonly Message[],
  options: { thinking?: boolean | undefined; maxTokens?: number | undefined },
): Estimate | undefined {
  const input = model?.prices.find(({ unit }) => unit === "input_tokens");
  const output = model?.prices.find(({ unit }) => unit === "output_tokens");
  if (!model || !input || !output) return undefined;
  const thinks = model.capabilities.reasoning && (!model.capabilities.thinkingSwitch || options.thinking !== false);
  const usual = usualAnswer + (thinks ? usualThought : 0);
  const outputTokens = Math.min(typicalAnswer(messages, model.id) ?? usual, options.maxTokens ?? Infinity);
  const inputRate = BigInt(input.rateNanos);
  const outputRate = BigInt(output.rateNanos);
  const inputNanos = BigInt(inputTokens) * inputRate;
  const outputNanos = BigInt(outputTokens) * outputRate;
  return {
    inputTokens,
    outputTokens,
    inputRate,
    outputRate,
    inputNanos,
    outputNanos,
    totalNanos: inputNanos + outputNanos,
    currency: input.currency,
    source: input.source,
    sourcedOn: input.sourcedOn,
  };
}

/** The mean of the last answers of this model on the branch. */
export function typicalAnswer(messages: readonly Message[], modelId: string): number | undefined {
  const lengths = messages
    .filter(({ receipt }) => receipt?.modelId === modelId && (receipt.units.output_tokens ?? 0) > 0)
    .slice(-answersLookedAt)
    .map(({ receipt }) => receipt!.units.output_tokens!);
  if (lengths.length === 0) return undefined;
  return Math.round(lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
}

/** What may still be spent; null is "no limit". */
export function remainingOf(quota: Quota): bigint | null {
  if (quota.limitNanos === null) return null;
  const rest = BigInt(quota.limitNanos) - BigInt(quota.spentNanos) - BigInt(quota.heldNanos);
  return rest > 0n ? rest : 0n;
}
