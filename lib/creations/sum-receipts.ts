import type { CreationReceipt } from "./schema";

/** One receipt for all calls of a speech: what they have in common, and what they come to. */
export function sumReceipts(receipts: readonly CreationReceipt[]): CreationReceipt | undefined {
  const [first, ...others] = receipts;
  if (!first || others.length === 0) return first;
  const units: Record<string, number> = {};
  for (const receipt of receipts)
    for (const [unit, quantity] of Object.entries(receipt.units)) units[unit] = (units[unit] ?? 0) + quantity;
  const sum = (of: (receipt: CreationReceipt) => string) =>
    String(receipts.reduce((total, receipt) => total + BigInt(of(receipt)), 0n));
  return {
    ...first,
    units,
    costNanos: sum(({ costNanos }) => costNanos),
    refundedNanos: sum(({ refundedNanos }) => refundedNanos ?? "0"),
    totalMs: receipts.reduce((total, { totalMs }) => total + totalMs, 0),
    inferenceMs: null,
    // Each call has its own.
    traceId: null,
  };
}
