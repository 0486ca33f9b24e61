import { estimateTokens, type ModelSummary } from "@/lib/models/schema";

/** What the server asks for beside the person's own words, and what a suggestion usually comes to. */
const instructionTokens = 350;
const usualTokens = 250;
const usualThought = 800;

export interface ImprovementLine {
  unit: "input" | "output";
  tokens: number;
  rate: bigint;
  nanos: bigint;
}

/** What a suggestion will most likely cost; undefined where the model has no price. */
export function improvementEstimate(
  model: ModelSummary | undefined,
  prompt: string,
): { lines: ImprovementLine[]; totalNanos: bigint; currency: string } | undefined {
  const price = (unit: string) => model?.prices.find((each) => each.unit === unit);
  const input = price("input_tokens");
  const output = price("output_tokens");
  if (!model || !input || !output) return undefined;
  const thinks = model.capabilities.reasoning && !model.capabilities.thinkingSwitch;
  const line = (unit: "input" | "output", tokens: number, rateNanos: string): ImprovementLine => {
    const rate = BigInt(rateNanos);
    return { unit, tokens, rate, nanos: rate * BigInt(tokens) };
  };
  const lines = [
    line("input", instructionTokens + estimateTokens(prompt), input.rateNanos),
    line("output", usualTokens + (thinks ? usualThought : 0), output.rateNanos),
  ];
  return { lines, totalNanos: lines.reduce((sum, { nanos }) => sum + nanos, 0n), currency: input.currency };
}
