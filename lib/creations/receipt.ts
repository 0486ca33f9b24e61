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

const elsewhere = new Set(["model", "prompt", "input", "part"]);

/** What was asked for beside the words, the model, pictures and voices of one's own, which are shown in places of their own. */
export function parametersOf(body: JsonObject): JsonObject {
  const shown = Object.entries(body).filter(
    ([name, value]) => !elsewhere.has(name) && value !== null && !isObject(value),
  );
  return Object.fromEntries(shown);
}

function isObject(value: Json): boolean {
  return typeof value === "object" && value !== null;
}

/**
 * What one output's share of a cost is, so that all of them together are the whole.
 * @param position from 0
 */
export function shareOf(costNanos: bigint, position: number, outputs: number): bigint {
  const upTo = (count: number) => (costNanos * BigInt(count)) / BigInt(outputs);
  return upTo(position + 1) - upTo(position);
}
