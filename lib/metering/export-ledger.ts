import { exactAmount } from "@/lib/core";
import type { Context } from "@/lib/db";
import { requirePerson } from "./access";
import { csvLine } from "./csv";
import { ledgerRows } from "./ledger-page";
import { units, type LedgerRow, type UsageInput } from "./schema";

const PAGE = 1_000;
const DAY_MS = 86_400_000;

/** Names of columns for machines, the same in every language. */
const columns = ["at", "model", "purpose", "outcome", "basis", ...units, "cost", "currency", "trace_id", "refunded"];

/**
 * One's own paid calls of some days (UTC, both ends included) as CSV, newest first, read page by page as it is sent.
 * Amounts are exact decimals of the currency.
 */
export function exportLedger(ctx: Context, { from, to }: UsageInput): AsyncGenerator<string> {
  return lines(ctx, requirePerson(ctx), new Date(from), new Date(Date.parse(to) + DAY_MS));
}

async function* lines(ctx: Context, userId: string, from: Date, until: Date): AsyncGenerator<string> {
  yield csvLine(columns);
  for (let before: string | undefined; ;) {
    const rows = await ledgerRows(ctx, { userId, from, until, before, take: PAGE });
    if (rows.length) yield rows.map(({ row }) => csvLine(valuesOf(row))).join("");
    before = rows.at(-1)?.cursor;
    if (rows.length < PAGE) return;
  }
}

function valuesOf(row: LedgerRow): string[] {
  return [
    ...[row.at, row.modelId, row.purpose, row.outcome, row.basis],
    ...units.map((unit) => String(row.units[unit] ?? 0)),
    ...[exactAmount(BigInt(row.costNanos)), row.currency, row.traceId ?? "", exactAmount(BigInt(row.refundedNanos))],
  ];
}
