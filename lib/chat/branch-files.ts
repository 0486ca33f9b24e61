import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { documentText } from "@/lib/documents";
import { findAssetIds } from "@/lib/media";
import { attachedIds } from "./attached-ids";
import type { StoredTurn } from "./branch";
import type { DocumentPart } from "./schema";
import type { BranchFiles } from "./turns";

const noFiles: BranchFiles = { pictures: new Set(), textOf: () => undefined };

/**
 * Reads the files on a branch: which pictures are still there, and the text of documents. Only the acting person's own,
 * whatever a message claims.
 */
export async function readBranchFiles(ctx: Context, branch: readonly StoredTurn[]): Promise<BranchFiles> {
  const ids = attachedIds(branch);
  if (ids.length === 0) return noFiles;
  const known = await findAssetIds(ctx, ids);
  const texts = new Map<string, string>();
  for (const { parts } of branch) {
    for (const part of parts) {
      if (part.type !== "document" || !known.has(part.assetId) || texts.has(keyOf(part))) continue;
      const text = await readText(ctx, part);
      if (text !== undefined) texts.set(keyOf(part), text);
    }
  }
  return { pictures: known, textOf: (part) => texts.get(keyOf(part)) };
}

/** Undefined where it was deleted meanwhile. */
async function readText(ctx: Context, { assetId, pages }: DocumentPart): Promise<string | undefined> {
  try {
    return await documentText(ctx, assetId, pages);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return undefined;
    throw error;
  }
}

function keyOf({ assetId, pages }: DocumentPart): string {
  return `${assetId} ${pages === "all" ? pages : pages.join(",")}`;
}
