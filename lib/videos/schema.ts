import { z } from "zod";
import { storableText } from "@/lib/core";
import type { ModelPrice } from "@/lib/models/schema";
import { videoSizes } from "./frames";

export {
  centredCrop,
  closestSize,
  fitsCrop,
  frames,
  MAX_ZOOM,
  moveCrop,
  videoSizes,
  zoomCrop,
  zoomOf,
  type Crop,
  type Extent,
  type VideoSize,
} from "./frames";
export { noParts, promptParts, readPrompt, writePrompt, type PromptPart, type PromptParts } from "./prompt-parts";
export { countWords, MAX_WORDS } from "./words";

export const videoKinds = ["text-to-video", "image-to-video"] as const;
export type VideoKind = (typeof videoKinds)[number];

/** A model that makes clips, as the studio draws its form from it. */
export interface VideoModel {
  id: string;
  name: string;
  /** what it begins with: words alone, or words and a picture, which it then needs */
  kind: VideoKind;
  isNew: boolean;
  /** about how long its clips are */
  seconds: number;
  /** of one clip */
  price: ModelPrice;
}

export const MAX_PROMPT = 4_000;
export const MAX_SEED = 9_999_999_999;

const text = z.string().max(MAX_PROMPT).overwrite(storableText);
const pixels = z.int().max(100_000);

export const CropInput = z.strictObject({
  left: pixels.min(0),
  top: pixels.min(0),
  width: pixels.min(1),
  height: pixels.min(1),
});

/**
 * POST /api/videos. `size` is the clip's. For models that begin with a picture, `imageId` names one of the person's own
 * and `crop` the part of it that is sent, in the size's shape; the middle where it is absent.
 */
export const StartVideoInput = z
  .strictObject({
    modelId: z.string().regex(/^[\w./:@+-]{1,200}$/, "must be a model's id"),
    prompt: text.regex(/\S/, "must not be empty"),
    negativePrompt: text.default(""),
    size: z.enum(videoSizes),
    imageId: z.uuid().optional(),
    crop: CropInput.optional(),
    /** null: another one each time */
    seed: z.int().min(0).max(MAX_SEED).nullable().default(null),
    /** the same key stands for the same request: sent twice, it is made once */
    requestKey: z.uuid(),
  })
  .refine(({ crop, imageId }) => crop === undefined || imageId !== undefined, {
    path: ["crop"],
    message: "needs a picture",
  });
export type StartVideoInput = z.output<typeof StartVideoInput>;

/** What is kept of an input with its creation: enough to ask again. */
export type VideoRequestKept = Omit<StartVideoInput, "requestKey" | "modelId" | "prompt">;
