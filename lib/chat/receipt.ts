import type { Rates, Usage } from "@/lib/metering/schema";
import type { ChatParameters, Receipt } from "./schema";

export interface ReceiptInput {
  modelId: string;
  parameters: ChatParameters;
  usage: Usage;
  settlement: { costNanos: bigint; currency: string; rates: Rates };
  basis: Receipt["basis"];
  finishReason: string | null;
  firstTokenMs: number | null;
  totalMs: number;
  traceId: string | null;
  contextTokens: number;
}

export function toReceipt({ usage, settlement, ...rest }: ReceiptInput): Receipt {
  return {
    ...rest,
    units: Object.fromEntries(Object.entries(usage).filter(([, quantity]) => quantity)) as Record<string, number>,
    rates: Object.fromEntries(Object.entries(settlement.rates).map(([unit, rate]) => [unit, String(rate)])),
    costNanos: String(settlement.costNanos),
    currency: settlement.currency,
  };
}

const certainty: Receipt["basis"][] = ["reported", "measured", "estimated"];

/** The receipt of an answer that took two calls: what both used and cost, with the end of the second. */
export function addReceipts(first: Receipt | null, second: Receipt): Receipt {
  if (!first) return second;
  const units = { ...first.units };
  for (const [unit, quantity] of Object.entries(second.units)) units[unit] = (units[unit] ?? 0) + quantity;
  return {
    ...second,
    units,
    rates: { ...first.rates, ...second.rates },
    costNanos: String(BigInt(first.costNanos) + BigInt(second.costNanos)),
    basis: certainty[Math.max(certainty.indexOf(first.basis), certainty.indexOf(second.basis))]!,
    firstTokenMs: first.firstTokenMs ?? second.firstTokenMs,
    totalMs: first.totalMs + second.totalMs,
  };
}
