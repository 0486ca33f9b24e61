import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { requireAssets } from "@/lib/media";
import type { Asset } from "@/lib/media/schema";
import { findRow, toSummary, type DocumentRow } from "./rows";
import type { DocumentSummary } from "./schema";

/**
 * What is known of the acting person's document, without starting anything.
 * @returns null where reading it was never asked for
 * @throws AppError `not_found` (the asset)
 */
export async function findDocument(ctx: Context, assetId: string): Promise<DocumentSummary | null> {
  const asset = await requireDocumentAsset(ctx, assetId);
  const row = await findRow(ctx, assetId);
  return row && toSummary(ctx, asset, row);
}

/** @throws AppError `not_found`, or `unsupported` for assets of other kinds */
export async function requireDocumentAsset(ctx: Context, assetId: string): Promise<Asset> {
  const [asset] = await requireAssets(ctx, [assetId]);
  if (asset?.kind !== "document") throw new AppError("unsupported", "This file is not a document.");
  return asset;
}

/** @throws AppError `not_found`, `unavailable` while it is being read, `unsupported` where it could not be */
export async function requireReadDocument(
  ctx: Context,
  assetId: string,
): Promise<{ asset: Asset; document: DocumentRow }> {
  const asset = await requireDocumentAsset(ctx, assetId);
  const document = await findRow(ctx, assetId);
  if (!document || document.state === "reading") {
    throw new AppError("unavailable", "This document is still being read. Try again in a moment.", {
      reason: "reading",
      retryAfterMs: 1_000,
    });
  }
  if (document.state === "failed") {
    throw new AppError("unsupported", "This document could not be read.", {
      ...(document.reason ? { reason: `document_${document.reason}` } : {}),
    });
  }
  return { asset, document };
}
