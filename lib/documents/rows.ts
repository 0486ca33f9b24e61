import type { Context, Prisma } from "@/lib/db";
import type { Asset } from "@/lib/media/schema";
import type { DocumentSummary, ReadingFailureReason } from "./schema";

const documentColumns = {
  state: true,
  reason: true,
  unit: true,
  pageCount: true,
  tokens: true,
  scanned: true,
} as const;

export type DocumentRow = Prisma.DocumentGetPayload<{ select: typeof documentColumns }>;

/** Whose the asset is, its caller has checked. */
export async function findRow(ctx: Context, assetId: string): Promise<DocumentRow | null> {
  return ctx.db.document.findUnique({ where: { assetId }, select: documentColumns });
}

/** With its pages where there are any. */
export async function toSummary(ctx: Context, asset: Asset, row: DocumentRow): Promise<DocumentSummary> {
  const pages = row.pageCount
    ? await ctx.db.documentPage.findMany({
        where: { assetId: asset.id },
        orderBy: { number: "asc" },
        select: { number: true, tokens: true, title: true },
      })
    : [];
  const { id: assetId, name, mediaType, sizeBytes } = asset;
  return { assetId, name, mediaType, sizeBytes, ...row, reason: row.reason as ReadingFailureReason | null, pages };
}
