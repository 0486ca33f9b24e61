import { z } from "zod";
import { storableText } from "@/lib/core";

/** The provider names no limit; its text encoders read a few hundred words. */
export const maxPromptLength = 4_000;
export const maxNegativePromptLength = 2_000;
export const maxPictures = 4;
export const maxSeed = 9_999_999_999;

const modelId = z.string().regex(/^[\w./:@+-]{1,200}$/, "must be a model's id");
const text = (maximum: number) => z.string().max(maximum).overwrite(storableText);
const prompt = text(maxPromptLength).regex(/\S/, "must not be empty");

const settings = {
  modelId,
  prompt,
  negativePrompt: text(maxNegativePromptLength).optional(),
  /** WIDTHxHEIGHT */
  size: z
    .string()
    .regex(/^\d{2,5}x\d{2,5}$/, "must be WIDTHxHEIGHT")
    .optional(),
  /** a shape instead of a size */
  aspect: z
    .string()
    .regex(/^\d{1,2}:\d{1,2}$/, "must be WIDTH:HEIGHT")
    .optional(),
  count: z.int().min(1).max(maxPictures).default(1),
  steps: z.int().min(1).max(1000).optional(),
  guidance: z.number().min(0).max(1000).optional(),
  /** null: drawn at random, and shown with the result */
  seed: z.int().min(0).max(maxSeed).nullable().default(null),
  /** own pictures to work from, in the order the model is to see them */
  inputAssetIds: z.array(z.uuid()).max(8).default([]),
  strength: z.number().min(0).max(1).optional(),
  enhancement: z.boolean().optional(),
  format: z.enum(["png", "jpeg"]).optional(),
  safety: z.int().min(0).max(10).optional(),
  raw: z.boolean().optional(),
};

/** What a person sets in the form. A field that the model lacks is an error, not ignored. */
export const ImageSettings = z.strictObject(settings);
export type ImageSettings = z.infer<typeof ImageSettings>;

/** POST /api/images */
export const StartImagesInput = z.strictObject({ ...settings, requestKey: z.uuid() });
export type StartImagesInput = z.infer<typeof StartImagesInput>;

/** POST /api/images/improve */
export const ImprovePromptInput = z.strictObject({
  prompt,
  /** the chat model that writes the suggestion */
  modelId,
  /** the model that the words are for */
  imageModelId: modelId.optional(),
  /** the same request with the same key is answered, and paid, once */
  requestKey: z.uuid(),
});
export type ImprovePromptInput = z.infer<typeof ImprovePromptInput>;

/** A suggestion: nothing is changed until its person takes it. */
export interface ImprovedPrompt {
  prompt: string;
  /** what to keep out, where the model takes that apart from the words; else it stands in `prompt` */
  negativePrompt: string | null;
  modelId: string;
  costNanos: string;
  currency: string;
}
