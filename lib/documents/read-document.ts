import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "@/lib/db";
import { beginReading } from "./begin-reading";
import { requireDocumentAsset } from "./find-document";
import { readings } from "./readings";
import { findRow, toSummary, type DocumentRow } from "./rows";
import type { DocumentSummary, ReadDocumentInput } from "./schema";

/** Long enough for most documents; the rest is asked for again. */
const WAIT_MS = 4_000;
const LOOK_AGAIN_MS = 200;

/**
 * Has a document of the acting person read, where it was not before, and waits a little for the end. The reading goes on
 * without its caller, and after a restart without anybody.
 * @returns its state then: `reading` where more time is needed
 * @throws AppError `not_found`, or `unsupported` for an asset that is no document
 */
export async function readDocument(
  ctx: Context,
  { assetId }: ReadDocumentInput,
  { waitMs = WAIT_MS }: { waitMs?: number } = {},
): Promise<DocumentSummary> {
  const asset = await requireDocumentAsset(ctx, assetId);
  await ctx.db.$executeRaw`insert into documents (asset_id) values (${assetId}) on conflict do nothing`;
  let row = await ended(ctx, assetId);
  if (!row) {
    await beginReading(ctx, assetId);
    row = await waitForEnd(ctx, assetId, waitMs);
  }
  return toSummary(ctx, asset, row ?? reading);
}

const reading: DocumentRow = {
  state: "reading",
  reason: null,
  unit: "section",
  pageCount: 0,
  tokens: 0,
  scanned: false,
};

async function ended(ctx: Context, assetId: string): Promise<DocumentRow | undefined> {
  const row = await findRow(ctx, assetId);
  return row && row.state !== "reading" ? row : undefined;
}

/** A reading of this process says when it ends; one of another is looked at now and then. */
async function waitForEnd(ctx: Context, assetId: string, waitMs: number): Promise<DocumentRow | undefined> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const left = deadline - performance.now();
    const own = readings().get(assetId);
    const timer = new AbortController();
    const wait = pause(Math.max(0, own ? left : Math.min(left, LOOK_AGAIN_MS)), undefined, { signal: timer.signal });
    await Promise.race([wait.catch(() => {}), ...(own ? [own.ended] : [])]);
    timer.abort();
    const row = await ended(ctx, assetId);
    if (row || left <= 0) return row;
  }
}
