import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { drawPicture } from "./draw-picture";
import { keepFiles } from "./keep-files";
import type { Asset } from "./schema";

/**
 * Keeps a picture that the provider or this installation has made, like one that was uploaded.
 * @param input.userId the acting person; the system may name anyone
 * @param input.mediaType a claim: the content decides
 * @throws AppError `forbidden`; `unsupported`, `too_large`, `invalid_input` with the reasons of `inspectPicture`
 */
export async function savePicture(
  ctx: Context,
  input: { userId: string; name: string; bytes: Uint8Array; mediaType?: string },
): Promise<Asset> {
  const { actor } = ctx;
  if (actor.type !== "system" && !("userId" in actor && actor.userId === input.userId)) {
    throw new AppError("forbidden", "Files can be kept for oneself only.");
  }
  const { userId, name, bytes } = input;
  return keepFiles(ctx, (files) => drawPicture(files, { userId, name, bytes: async () => bytes }));
}
