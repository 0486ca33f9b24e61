import { AppError } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { boundedBody, fileTooLarge } from "./bounded-body";
import { pictureTurn } from "./draw-picture";
import { notedFiles } from "./noted-files";
import { renderPreview } from "./preview";
import { inspectPicture } from "./render-picture";
import { assetColumns, requireAssetRow, requirePerson, toAsset } from "./rows";
import type { Asset } from "./schema";

/** Of one frame, as a browser encodes it. */
const MAX_BYTES = 4_000_000;

/**
 * Gives a video of the acting person's the picture that stands for it until it is played, once: a frame that their
 * browser has drawn, made anew here.
 * @throws AppError `not_found`; `unsupported` (`not_video`, `not_picture`, `picture_format`), `conflict` (`has_poster`),
 *   `too_large` (`file_size`, `picture_pixels`), `invalid_input` (`empty_file`, `picture_damaged`, `broken_off`)
 */
export async function setPoster(
  ctx: Context,
  { id, headers, body }: { id: string; headers: Headers; body: ReadableStream<Uint8Array> | null },
): Promise<Asset> {
  const userId = requirePerson(ctx);
  const { kind, thumbnailKey, width, height } = await requireAssetRow(ctx, id);
  if (kind !== "video") throw new AppError("unsupported", "Only videos take a poster.", { reason: "not_video" });
  if (thumbnailKey !== null) throw hasPoster();
  if (Number(headers.get("content-length") ?? 0) > MAX_BYTES) throw fileTooLarge(MAX_BYTES);
  if (!body) throw new AppError("invalid_input", "This file is empty.", { field: "body", reason: "empty_file" });
  const sent = new Uint8Array(await new Response(boundedBody(body, { maxBytes: MAX_BYTES })).arrayBuffer());
  const shape = width !== null && height !== null ? { width, height } : undefined;
  const { thumbnail, blur } = await pictureTurn(userId, async () => {
    await inspectPicture(sent);
    return renderPreview(sent, { shape });
  });
  const files = notedFiles();
  try {
    const { key } = await files.write(thumbnail);
    const row = await inTransaction(ctx, async (tx) => {
      const taken = await tx.db.asset.updateMany({
        where: { id, userId, thumbnailKey: null },
        data: { thumbnailKey: key, blur },
      });
      if (taken.count === 0) throw hasPoster();
      await files.keep(tx, [key]);
      return tx.db.asset.findUniqueOrThrow({ where: { id }, select: assetColumns });
    });
    return toAsset(row);
  } finally {
    await files.discard();
  }
}

function hasPoster(): AppError {
  return new AppError("conflict", "This video has a poster already.", { reason: "has_poster" });
}
