import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { readDocument } from "@/lib/documents";
import type { DocumentSummary } from "@/lib/documents/schema";
import { requireAssets } from "@/lib/media";
import type { Asset } from "@/lib/media/schema";
import type { Attachment, DocumentPart, PicturePart } from "./schema";

const field = "action.attachments";

/**
 * What is saved in a question for its attachments, in their order: references, never bytes.
 * @throws AppError `not_found` for what is not the acting person's own; `invalid_input` with reason `attachment_kind` or
 *   `document_pages`; `conflict` with reason `document_reading` while a document is still being read; `unsupported` with
 *   `document_` and the reason why it could not be
 */
export async function toAttachedParts(
  ctx: Context,
  attachments: readonly Attachment[] = [],
): Promise<(PicturePart | DocumentPart)[]> {
  const assets = await requireAssets(
    ctx,
    attachments.map(({ assetId }) => assetId),
  );
  const parts: (PicturePart | DocumentPart)[] = [];
  for (const [index, attachment] of attachments.entries()) {
    const asset = assets[index]!;
    if (asset.kind !== attachment.type) {
      throw new AppError("invalid_input", "This file cannot be attached like that.", {
        field,
        reason: "attachment_kind",
      });
    }
    if (attachment.type === "picture") parts.push(toPicture(asset, attachment));
    else parts.push(toDocument(await readDocument(ctx, { assetId: asset.id }), attachment.pages));
  }
  return parts;
}

function toPicture(asset: Asset, { alt = "", detail }: Extract<Attachment, { type: "picture" }>): PicturePart {
  const { id, name, width, height } = asset;
  return { type: "picture", assetId: id, name, alt, detail, width: width ?? 0, height: height ?? 0 };
}

function toDocument(summary: DocumentSummary, pages: "all" | number[]): DocumentPart {
  const { assetId, name, mediaType, sizeBytes, state, reason, pageCount } = summary;
  if (state === "reading") {
    throw new AppError("conflict", "A document is still being read. Wait a moment and send again.", {
      field,
      reason: "document_reading",
      retryAfterMs: 1_000,
    });
  }
  if (state === "failed") {
    throw new AppError("unsupported", "A document could not be read.", { field, reason: `document_${reason}` });
  }
  if (pages !== "all" && pages.some((page) => page > pageCount)) {
    throw new AppError("invalid_input", `This document has ${pageCount} pages.`, { field, reason: "document_pages" });
  }
  const file = { type: "document", assetId, name, mediaType, sizeBytes, pageCount } as const;
  if (pages === "all") return { ...file, pages, tokens: summary.tokens };
  const chosen = new Set(pages);
  const tokens = summary.pages.reduce((total, page) => total + (chosen.has(page.number) ? page.tokens : 0), 0);
  return { ...file, pages: [...chosen].sort((one, other) => one - other), tokens };
}
