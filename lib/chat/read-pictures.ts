import { AppError, type Actor } from "@/lib/core";
import { systemContext } from "@/lib/db";
import { readPictureForModel } from "@/lib/media";
import { usefulPixels } from "@/lib/models/schema";
import type { Prompt } from "./prompt";
import { SentPictures } from "./sent-pictures";

/**
 * What reads the pictures of a prompt when it is asked for, each no larger than the model looks at it; undefined where
 * there are none. One after the other, so that no more than one is in memory twice.
 */
export function pictureReader(
  actor: Actor,
  modelId: string,
  { messages }: Prompt,
): (() => Promise<SentPictures>) | undefined {
  const pictures = messages.flatMap((message) => message.pictures ?? []);
  if (pictures.length === 0) return undefined;
  return async () => {
    // The request that began it may be over by now; whose pictures they are is not.
    const ctx = systemContext({ actor });
    const sent = new SentPictures();
    for (const picture of pictures) {
      if (sent.has(picture)) continue;
      try {
        const maxPixels = usefulPixels(modelId, picture.detail);
        const { dataUri } = await readPictureForModel(ctx, picture.assetId, { maxPixels });
        sent.add(picture, dataUri);
      } catch (error) {
        // Deleted in the last moment: the words go without it.
        if (error instanceof AppError && error.code === "not_found") continue;
        const failure = new AppError("unavailable", "A picture could not be read.", {
          reason: "attachment",
          cause: error,
        });
        // Nothing was asked of the provider yet, so nothing is to be paid.
        throw Object.assign(failure, { outcome: "refused" });
      }
    }
    return sent;
  };
}
