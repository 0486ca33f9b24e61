import { AppError } from "@/lib/core";
import type { ModelSummary } from "@/lib/models/schema";
import { centredCrop, fitsCrop, type Extent, type VideoSize } from "./frames";
import { videoKinds, type StartVideoInput, type VideoKind, type VideoModel } from "./schema";

/** Body of the provider's call as it is kept: the picture stands in it by its id, with the part that is sent. */
export interface VideoBody {
  model: string;
  prompt: string;
  image_size: VideoSize;
  negative_prompt?: string;
  seed?: number;
  image?: { assetId: string; crop: { left: number; top: number; width: number; height: number } };
}

export interface VideoPlan {
  body: VideoBody;
  usage: { videos: 1 };
}

/** Clips last about this long. @see SiliconFlow API reference, 9.1 (2026-11) */
const SECONDS = 5;

/** What the studio says of a model; undefined for one that makes no clips or has no price. */
export function toVideoModel({ id, name, subType, isNew, offered, prices }: ModelSummary): VideoModel | undefined {
  const kind = videoKinds.find((each) => each === subType);
  const price = prices.find(({ unit }) => unit === "videos");
  return kind && price && offered ? { id, name, kind, isNew, seconds: SECONDS, price } : undefined;
}

/**
 * The one call a click stands for.
 * @param picture the extent of the picture that `imageId` names
 * @throws AppError `invalid_input` (fields `imageId`, `crop`), where model and request do not fit together
 */
export function planVideo(kind: VideoKind, input: StartVideoInput, picture: Extent | undefined): VideoPlan {
  const { modelId, prompt, negativePrompt, size, imageId, crop, seed } = input;
  if (kind === "image-to-video" && !imageId) throw wrong("imageId", "This model begins with a picture. Choose one.");
  if (kind === "text-to-video" && imageId) throw wrong("imageId", "This model makes clips from words alone.");
  const part = picture && (crop ?? centredCrop(picture, size));
  if (picture && part && !fitsCrop(picture, part, size)) {
    throw wrong("crop", "This part does not lie in the picture, or does not have the shape of the clip.");
  }
  return {
    usage: { videos: 1 },
    body: {
      model: modelId,
      prompt: prompt.trim(),
      image_size: size,
      ...(negativePrompt.trim() !== "" && { negative_prompt: negativePrompt.trim() }),
      ...(seed !== null && { seed }),
      ...(imageId !== undefined && part && { image: { assetId: imageId, crop: { ...part } } }),
    },
  };
}

function wrong(field: string, message: string): AppError {
  return new AppError("invalid_input", message, { field });
}
