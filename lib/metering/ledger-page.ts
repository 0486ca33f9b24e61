import { AppError } from "@/lib/core";
import type { Context, Prisma } from "@/lib/db";
import { requirePerson } from "./access";
import { fromStoredRates, fromStoredUsage, toStoredRates, toStoredUsage } from "./rates";
import type { Basis, LedgerInput, LedgerPage, LedgerRow, Outcome } from "./schema";

/**
 * One's own paid calls, newest first, a page at a time.
 * @throws AppError `invalid_input` for a cursor we did not give
 */
export async function ledgerPage(ctx: Context, { cursor, limit }: LedgerInput): Promise<LedgerPage> {
  const userId = requirePerson(ctx);
  const rows = await ledgerRows(ctx, { userId, before: cursor, take: limit + 1 });
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ row }) => row),
    nextCursor: rows.length > limit ? (page.at(-1)?.cursor ?? null) : null,
  };
}

interface LedgerQuery {
  userId: string;
  from?: Date;
  /** not included */
  until?: Date;
  /** the cursor of the row that the page follows */
  before?: string | undefined;
  take: number;
}

/** A person's ledger from a place on, each row with the cursor that leads to the next. */
export async function ledgerRows(
  ctx: Context,
  { userId, from, until, before, take }: LedgerQuery,
): Promise<{ row: LedgerRow; cursor: string }[]> {
  const entries = await ctx.db.ledgerEntry.findMany({
    where: {
      userId,
      AND: [from ? { at: { gte: from } } : {}, until ? { at: { lt: until } } : {}, before ? placeOf(before) : {}],
    },
    include: { refunds: { select: { nanos: true } } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take,
  });
  return entries.map((entry) => ({ row: toLedgerRow(entry), cursor: `${entry.at.getTime()}_${entry.id}` }));
}

function placeOf(cursor: string): Prisma.LedgerEntryWhereInput {
  const match = /^(\d{1,15})_(\d{1,18})$/.exec(cursor);
  if (!match) throw new AppError("invalid_input", "This page does not exist.", { field: "cursor" });
  const at = new Date(Number(match[1]));
  // The first condition is implied by the second; it lets the index find the place.
  return { at: { lte: at }, OR: [{ at: { lt: at } }, { at, id: { lt: BigInt(match[2]!) } }] };
}

function toLedgerRow(
  entry: Prisma.LedgerEntryGetPayload<{ include: { refunds: { select: { nanos: true } } } }>,
): LedgerRow {
  return {
    id: String(entry.id),
    at: entry.at.toISOString(),
    modelId: entry.modelId,
    purpose: entry.purpose,
    units: toStoredUsage(fromStoredUsage(entry.units)),
    rates: toStoredRates(fromStoredRates(entry.rates)),
    costNanos: String(entry.costNanos),
    refundedNanos: String(entry.refunds.reduce((sum, { nanos }) => sum + nanos, 0n)),
    currency: entry.currency,
    basis: entry.basis as Basis,
    outcome: entry.outcome as Outcome,
    traceId: entry.traceId,
  };
}
