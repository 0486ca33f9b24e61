import type { Context } from "@/lib/db";
import { storage, type ByteRange } from "@/lib/storage";
import { readWhole } from "./create-picture";
import { requireAssetRow, toAsset } from "./rows";
import type { Asset } from "./schema";

export interface OpenedAsset {
  asset: Asset;
  mediaType: string;
  /** of the whole variant, whatever the range */
  sizeBytes: number;
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/**
 * The bytes of an asset, or of its thumbnail, as they are asked for. Where there is no thumbnail, the asset itself.
 * @throws AppError `not_found`, with the reason `file_missing` where the row is there and its file is not
 */
export async function openAsset(
  ctx: Context,
  id: string,
  { variant, range }: { variant?: "thumbnail" | undefined; range?: ByteRange | undefined } = {},
): Promise<OpenedAsset> {
  const row = await requireAssetRow(ctx, id);
  const thumbnail = variant === "thumbnail" ? row.thumbnailKey : null;
  const { stream, sizeBytes } = await storage().open(thumbnail ?? row.key, range);
  return { asset: toAsset(row), mediaType: thumbnail ? "image/webp" : row.mediaType, sizeBytes, stream };
}

/** The bytes of an asset in memory. @throws AppError as `openAsset` */
export async function readAsset(ctx: Context, id: string): Promise<Buffer> {
  return readWhole((await requireAssetRow(ctx, id)).key);
}
