import { AppError } from "@/lib/core";
import { units, type Rates, type Unit } from "@/lib/models/schema";

/** Quantities used or to be used, whole numbers. */
export type Usage = Partial<Record<Unit, number>>;

/**
 * Cost of one call: the sum of quantity × rate over the units it used.
 *
 * Rates and costs are bigint nano-units (1e-9) of the installation's currency, so a price of 0.27 per million tokens
 * is 270n a token and nothing is rounded.
 * @throws AppError `internal` if a used unit has no rate (silence would be free usage) or a quantity is not whole
 */
export function priceOf(usage: Usage, rates: Rates): bigint {
  return units.reduce((total, unit) => {
    const quantity = usage[unit] ?? 0;
    if (!Number.isSafeInteger(quantity) || quantity < 0) {
      throw new AppError("internal", `Not a quantity of ${unit}: ${quantity}.`);
    }
    if (quantity === 0) return total;
    const rate = rates[unit];
    if (rate === undefined) throw new AppError("internal", `No rate for ${unit}.`);
    return total + BigInt(quantity) * rate;
  }, 0n);
}

/** Token counts as a provider reports them: the input includes what came from its cache. */
export interface TokenCounts {
  inputTokens: number;
  cachedInputTokens?: number;
  outputTokens: number;
}

/**
 * Token counts as billable units. Where cached input has a rate of its own, the rest is `input_tokens`; where it has
 * none, all of it is. Odd counts from outside (negative, fractional, more cached than sent) are brought into order.
 */
export function usageUnits(counts: TokenCounts, rates: Rates): Usage {
  const input = whole(counts.inputTokens);
  const cached = rates.cached_input_tokens === undefined ? 0 : Math.min(input, whole(counts.cachedInputTokens));
  return {
    input_tokens: input - cached,
    ...(cached > 0 && { cached_input_tokens: cached }),
    output_tokens: whole(counts.outputTokens),
  };
}

function whole(count: number | undefined): number {
  return count !== undefined && Number.isFinite(count) && count > 0
    ? Math.min(Math.ceil(count), Number.MAX_SAFE_INTEGER)
    : 0;
}

/** What bounds one chat call: the model's limits and what the request asks for. */
export interface ChatCall {
  /** of the whole prompt, as estimated */
  promptTokens: number;
  model: {
    contextLength: number | null;
    maxOutput: number | null;
    maxThinking: number | null;
    capabilities: { reasoning: boolean; thinkingSwitch: boolean };
  };
  parameters?: { maxTokens?: number; thinking?: boolean; thinkingBudget?: number };
}

/** Where neither a model's window nor its output is known. */
const assumedOutput = 32_768;

/**
 * The most that one chat call can use: what it sends, the longest answer it may get and the longest thought before it.
 * Without a limit in the request that is the model's own; everything together fits its window.
 */
export function worstCaseOf({ promptTokens, model, parameters = {} }: ChatCall): Usage {
  const input = whole(promptTokens);
  const room =
    model.contextLength === null
      ? Number.MAX_SAFE_INTEGER
      : Math.max(1, model.contextLength - Math.min(input, model.contextLength));
  const answer = Math.min(
    parameters.maxTokens ?? Number.MAX_SAFE_INTEGER,
    model.maxOutput ?? (model.contextLength === null ? assumedOutput : Number.MAX_SAFE_INTEGER),
  );
  return { input_tokens: input, output_tokens: Math.min(room, answer + thoughtOf(model, parameters)) };
}

/** Thoughts come on top of `max_tokens`, and count as output. */
function thoughtOf(model: ChatCall["model"], parameters: NonNullable<ChatCall["parameters"]>): number {
  const { reasoning, thinkingSwitch } = model.capabilities;
  if (!reasoning || (thinkingSwitch && parameters.thinking === false)) return 0;
  return Math.min(parameters.thinkingBudget ?? Infinity, model.maxThinking ?? assumedOutput);
}
