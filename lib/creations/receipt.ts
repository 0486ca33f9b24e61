import type { Rates, Usage } from "@/lib/metering/schema";
import type { JsonObject, Json } from "@/lib/models/schema";
import type { CreationReceipt } from "./schema";

interface ReceiptInput {
  modelId: string;
  body: JsonObject;
  usage: Usage;
  settlement: { costNanos: bigint; currency: string; rates: Rates };
  basis: CreationReceipt["basis"];
  seed: number | null;
  traceId: string | null;
  inferenceMs: number | null;
  totalMs: number;
}

export function toReceipt({ body, usage, settlement, ...rest }: ReceiptInput): CreationReceipt {
  return {
    ...rest,
    parameters: parametersOf(body),
    units: Object.fromEntries(Object.entries(usage).filter(([, quantity]) => quantity)) as Record<string, number>,
    rates: Object.fromEntries(Object.entries(settlement.rates).map(([unit, rate]) => [unit, String(rate)])),
    costNanos: String(settlement.costNanos),
    currency: settlement.currency,
  };
}

/** What was asked for beside the words, the model and the pictures, which are shown in places of their own. */
export function parametersOf(body: JsonObject): JsonObject {
  const shown = Object.entries(body).filter(
    ([name, value]) => name !== "model" && name !== "prompt" && value !== null && !isPicture(value),
  );
  return Object.fromEntries(shown);
}

function isPicture(value: Json): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "assetId" in value;
}

/**
 * What one output's share of a cost is, so that all of them together are the whole.
 * @param position from 0
 */
export function shareOf(costNanos: bigint, position: number, outputs: number): bigint {
  const upTo = (count: number) => (costNanos * BigInt(count)) / BigInt(outputs);
  return upTo(position + 1) - upTo(position);
}
