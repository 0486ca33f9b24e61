import { z } from "zod";

/** Units that are paid for. Quantities are integers. */
export const units = [
  "input_tokens",
  "cached_input_tokens",
  "output_tokens",
  "images",
  "videos",
  "utf8_bytes",
  "requests",
] as const;
export type Unit = (typeof units)[number];
export type Usage = Partial<Record<Unit, number>>;
/** nano-units of the currency per single unit */
export type Rates = Partial<Record<Unit, bigint>>;

/** A person's allowance of the current period. Money is decimal strings of nanos; null is "no limit". */
export interface Quota {
  period: string;
  /** ISO time at which the next period begins */
  resetsAt: string;
  limitNanos: string | null;
  spentNanos: string;
  heldNanos: string;
  currency: string;
}

/** GET /api/usage and /api/admin/usage: days in UTC, both ends included */
export const UsageInput = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
});
export type UsageInput = z.infer<typeof UsageInput>;

export interface UsageRow {
  day: string;
  modelId: string;
  purpose: string;
  calls: number;
  inputTokens: number;
  outputTokens: number;
  costNanos: string;
}

export interface UsageReport {
  currency: string;
  from: string;
  to: string;
  totalNanos: string;
  rows: UsageRow[];
  quota: Quota;
}
