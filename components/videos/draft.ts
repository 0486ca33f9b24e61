import { remainingOf } from "@/components/chat/estimate";
import type { Creation } from "@/lib/creations/schema";
import type { Quota } from "@/lib/metering/schema";
import {
  centredCrop,
  closestSize,
  fitsCrop,
  MAX_PROMPT,
  MAX_SEED,
  videoKinds,
  videoSizes,
  type Crop,
  type Extent,
  type StartVideoInput,
  type VideoKind,
  type VideoModel,
  type VideoSize,
} from "@/lib/videos/schema";

/** The picture a clip begins with, and the part of it that is used. */
export interface DraftPicture extends Extent {
  assetId: string;
  crop: Crop;
}

/** What stands in the form. */
export interface VideoDraft {
  kind: VideoKind;
  /** the model chosen for each kind */
  modelIds: Partial<Record<VideoKind, string>>;
  prompt: string;
  negativePrompt: string;
  /** of clips from words */
  size: VideoSize;
  /** of clips from a picture: the closest to it until another is chosen */
  pictureSize: VideoSize;
  picture: DraftPicture | undefined;
  /** null: another one each time */
  seed: number | null;
}

/** A request without its key. */
export type Wish = Omit<StartVideoInput, "requestKey">;

export type DraftProblem = "prompt" | "picture" | "model";

export const emptyDraft: VideoDraft = {
  kind: "text-to-video",
  modelIds: {},
  prompt: "",
  negativePrompt: "",
  size: "1280x720",
  pictureSize: "1280x720",
  picture: undefined,
  seed: null,
};

/** The model of the draft: the one chosen, else the first of its kind. */
export function modelOf(draft: VideoDraft, models: readonly VideoModel[]): VideoModel | undefined {
  const fitting = models.filter(({ kind }) => kind === draft.kind);
  return fitting.find(({ id }) => id === draft.modelIds[draft.kind]) ?? fitting[0];
}

/** Whether a clip costs more than may still be spent. */
export function isOver(model: VideoModel | undefined, quota: Quota): boolean {
  const remaining = remainingOf(quota);
  return model !== undefined && remaining !== null && BigInt(model.price.rateNanos) > remaining;
}

/** The draft with another picture, in the size that is closest to it. */
export function withPicture(draft: VideoDraft, picture: Extent & { assetId: string }): VideoDraft {
  const pictureSize = closestSize(picture);
  const { assetId, width, height } = picture;
  const crop = centredCrop(picture, pictureSize);
  return { ...draft, kind: "image-to-video", pictureSize, picture: { assetId, width, height, crop } };
}

export function withPictureSize(draft: VideoDraft, pictureSize: VideoSize): VideoDraft {
  const { picture } = draft;
  return {
    ...draft,
    pictureSize,
    picture: picture && { ...picture, crop: centredCrop(picture, pictureSize) },
  };
}

export function sizeOf({ kind, size, pictureSize }: VideoDraft): VideoSize {
  return kind === "image-to-video" ? pictureSize : size;
}

/** The first thing that is missing or wrong, in the order of the form. */
export function problemOf(draft: VideoDraft, model: VideoModel | undefined): DraftProblem | undefined {
  if (!model) return "model";
  if (draft.kind === "image-to-video" && !draft.picture) return "picture";
  return /\S/.test(draft.prompt) ? undefined : "prompt";
}

/** The request that a draft without problems stands for. */
export function toInput(draft: VideoDraft, model: VideoModel): Wish {
  const { kind, prompt, negativePrompt, picture } = draft;
  return {
    modelId: model.id,
    prompt: prompt.trim(),
    negativePrompt: negativePrompt.trim(),
    size: sizeOf(draft),
    ...(kind === "image-to-video" && picture && { imageId: picture.assetId, crop: picture.crop }),
    seed: draft.seed,
  };
}

/** A draft that was kept before: what is not as it should be begins anew. */
export function parseDraft(kept: unknown): VideoDraft | undefined {
  if (typeof kept !== "object" || kept === null) return undefined;
  const { kind, modelIds, prompt, negativePrompt, size, pictureSize, picture, seed } = kept as Record<string, unknown>;
  const sizeOr = (value: unknown) => videoSizes.find((each) => each === value) ?? "1280x720";
  const extent = isPicture(picture) ? picture : undefined;
  const chosen = sizeOr(pictureSize);
  return {
    kind: videoKinds.find((each) => each === kind) ?? "text-to-video",
    modelIds: Object.fromEntries(
      videoKinds.flatMap((each) => {
        const id = (modelIds as Record<string, unknown> | undefined)?.[each];
        return typeof id === "string" ? [[each, id]] : [];
      }),
    ),
    prompt: typeof prompt === "string" ? prompt.slice(0, MAX_PROMPT) : "",
    negativePrompt: typeof negativePrompt === "string" ? negativePrompt.slice(0, MAX_PROMPT) : "",
    size: sizeOr(size),
    pictureSize: chosen,
    picture: extent && fitsCrop(extent, extent.crop, chosen) ? extent : undefined,
    seed: typeof seed === "number" && Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED ? seed : null,
  };
}

/** What was asked for before, as far as it can be read. The extent of its picture is not in it. */
export interface KeptRequest {
  size: VideoSize;
  negativePrompt: string;
  imageId: string | undefined;
  crop: Crop | undefined;
  seed: number | null;
}

export function keptRequest({ request }: Pick<Creation, "request">): KeptRequest {
  const { size, negativePrompt, imageId, crop, seed } = request;
  return {
    size: videoSizes.find((each) => each === size) ?? "1280x720",
    negativePrompt: typeof negativePrompt === "string" ? negativePrompt : "",
    imageId: typeof imageId === "string" ? imageId : undefined,
    crop: isCrop(crop) ? { left: crop.left, top: crop.top, width: crop.width, height: crop.height } : undefined,
    seed: typeof seed === "number" ? seed : null,
  };
}

/** The same request once more. @param seed null is another one */
export function inputFrom(creation: Pick<Creation, "request" | "prompt" | "modelId">, seed: number | null): Wish {
  const { size, negativePrompt, imageId, crop } = keptRequest(creation);
  const { modelId, prompt } = creation;
  return {
    modelId,
    prompt,
    negativePrompt,
    size,
    seed,
    ...(imageId !== undefined && { imageId, ...(crop && { crop }) }),
  };
}

/**
 * A form filled with what a clip was made from.
 * @param seed the one to ask for; null is another one
 * @param extent of its picture; without one it has to be chosen anew
 */
export function draftFrom(
  draft: VideoDraft,
  creation: Pick<Creation, "request" | "prompt" | "modelId">,
  seed: number | null,
  extent: Extent | undefined,
): VideoDraft {
  const { size, negativePrompt, imageId, crop } = keptRequest(creation);
  const kind: VideoKind = imageId === undefined ? "text-to-video" : "image-to-video";
  const fitting = extent && crop && fitsCrop(extent, crop, size) ? crop : extent && centredCrop(extent, size);
  return {
    ...draft,
    kind,
    modelIds: { ...draft.modelIds, [kind]: creation.modelId },
    prompt: creation.prompt,
    negativePrompt,
    seed,
    ...(kind === "text-to-video"
      ? { size }
      : {
          pictureSize: size,
          picture: extent && fitting && imageId ? { assetId: imageId, ...extent, crop: fitting } : undefined,
        }),
  };
}

function isCrop(value: unknown): value is Crop {
  if (typeof value !== "object" || value === null) return false;
  return ["left", "top", "width", "height"].every(
    (name) => typeof (value as Record<string, unknown>)[name] === "number",
  );
}

function isPicture(value: unknown): value is DraftPicture {
  if (typeof value !== "object" || value === null) return false;
  const { assetId, width, height, crop } = value as Record<string, unknown>;
  return typeof assetId === "string" && typeof width === "number" && typeof height === "number" && isCrop(crop);
}
