import { z } from "zod";

export { units, type Rates, type Unit } from "@/lib/models/schema";
export { priceOf, usageUnits, worstCaseOf, type ChatCall, type TokenCounts, type Usage } from "./price";

/** How a cost was found: the provider's usage, what was sent and received, or the estimate where nobody knows. */
export const bases = ["reported", "measured", "estimated"] as const;
export type Basis = (typeof bases)[number];

/** How a paid call ended. */
export const outcomes = ["complete", "stopped", "interrupted", "failed", "unknown"] as const;
export type Outcome = (typeof outcomes)[number];

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

/** The longest span a report covers, in days. */
export const REPORT_DAYS = 400;

/** A day in the reach of calendars: the format alone has a year 0, and a last day without a next one. */
const Day = z.iso.date().refine((day) => day >= "1970-01-01" && day < "9000-01-01", "must be a day of our time");

/** GET /api/usage and /api/admin/usage: days in UTC, both ends included */
export const UsageInput = z
  .strictObject({ from: Day, to: Day })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "must not be before from" })
  .refine(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 < REPORT_DAYS, {
    path: ["to"],
    message: `must be within ${REPORT_DAYS} days`,
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
  /** of calls whose results were lost; not taken off the sums */
  refundedNanos: string;
  rows: UsageRow[];
  quota: Quota;
}

/** The same over everybody, without the purpose. */
export interface UsageReportOfAll {
  currency: string;
  from: string;
  to: string;
  totalNanos: string;
  /** of calls whose results were lost; not taken off the sums */
  refundedNanos: string;
  rows: (Omit<UsageRow, "purpose"> & { userId: string })[];
}

/** What one person has spent this month and may spend. */
export interface Spending {
  userId: string;
  spentNanos: string;
  heldNanos: string;
  limitNanos: string | null;
}

/** One paid call of a person's own. */
export interface LedgerRow {
  id: string;
  at: string;
  modelId: string;
  purpose: string;
  units: Record<string, number>;
  /** decimal strings of nanos per single unit */
  rates: Record<string, string>;
  costNanos: string;
  /** given back to the person; the call was paid for all the same */
  refundedNanos: string;
  currency: string;
  basis: Basis;
  outcome: Outcome;
  traceId: string | null;
}

export interface LedgerPage {
  items: LedgerRow[];
  nextCursor: string | null;
}

/** GET /api/usage/entries: newest first */
export const LedgerInput = z.strictObject({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type LedgerInput = z.infer<typeof LedgerInput>;
