import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { readWhole } from "./create-picture";
import { pictureTurn } from "./draw-picture";
import { cropPicture, shrinkPicture, type RenderedPicture } from "./render-picture";
import { requireAssetRow } from "./rows";

/**
 * A picture as a data URI, with no more pixels than asked for: the provider is never given an address of ours.
 * @throws AppError `not_found`; `unsupported` (`not_picture`) where the asset is none
 */
export async function readPictureForModel(
  ctx: Context,
  id: string,
  { maxPixels }: { maxPixels: number },
): Promise<{ dataUri: string; width: number; height: number }> {
  const { kind, width, height, key, mediaType, userId } = await requireAssetRow(ctx, id);
  if (kind !== "picture" || width === null || height === null) {
    throw new AppError("unsupported", "This file is not a picture.", { reason: "not_picture" });
  }
  const stored = { mediaType: mediaType as RenderedPicture["mediaType"], width, height };
  if (width * height <= maxPixels) return toDataUri({ ...stored, bytes: await readWhole(key) });
  return pictureTurn(userId, async () =>
    toDataUri(await shrinkPicture({ ...stored, bytes: await readWhole(key) }, maxPixels)),
  );
}

/**
 * A part of a picture, at exactly the size asked for, as a data URI.
 * @throws AppError `not_found`; `unsupported` (`not_picture`); `invalid_input` (`picture_damaged`)
 */
export async function readPicturePart(
  ctx: Context,
  id: string,
  part: { left: number; top: number; width: number; height: number },
  size: { width: number; height: number },
): Promise<{ dataUri: string }> {
  const { kind, key, userId } = await requireAssetRow(ctx, id);
  if (kind !== "picture") {
    throw new AppError("unsupported", "This file is not a picture.", { reason: "not_picture" });
  }
  return pictureTurn(userId, async () => toDataUri(await cropPicture({ bytes: await readWhole(key) }, part, size)));
}

function toDataUri({ bytes, mediaType, width, height }: RenderedPicture) {
  return { dataUri: `data:${mediaType};base64,${bytes.toString("base64")}`, width, height };
}
