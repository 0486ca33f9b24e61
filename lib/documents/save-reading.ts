import { inTransaction, type Context } from "@/lib/db";
import type { Extraction } from "./reader/extract";
import type { ExtractedPage } from "./reader/page-collector";
import type { ReadingFailureReason } from "./schema";

/** The right to write how a reading ended. */
export interface Claim {
  assetId: string;
  leaseId: string;
  /** whose document it is */
  userId: string;
}

const WRITTEN_AT_ONCE = 40;
const ended = { leaseId: null, leaseUntil: null } as const;

/** Writes pages and state together, unless the lease was lost. */
export async function saveReading(
  ctx: Context,
  claim: Claim,
  extraction: Extraction,
  pages: readonly ExtractedPage[],
): Promise<void> {
  const { assetId, leaseId } = claim;
  const tokens = pages.reduce((total, page) => total + page.tokens, 0);
  await inTransaction(ctx, async ({ db }) => {
    const { count } = await db.document.updateMany({
      where: { assetId, leaseId, state: "reading" },
      data: { ...extraction, ...ended, state: "ready", pageCount: pages.length, tokens },
    });
    if (!count) return;
    for (let start = 0; start < pages.length; start += WRITTEN_AT_ONCE) {
      const data = pages.slice(start, start + WRITTEN_AT_ONCE).map((page) => ({ assetId, ...page }));
      await db.documentPage.createMany({ data });
    }
  });
}

/** Writes why there are no pages, unless the lease was lost. */
export async function saveFailure(
  ctx: Context,
  { assetId, leaseId }: Claim,
  reason: ReadingFailureReason,
): Promise<void> {
  await ctx.db.document.updateMany({
    where: { assetId, leaseId, state: "reading" },
    data: { ...ended, state: "failed", reason },
  });
}
