import type { JsonObject } from "@/lib/models/schema";
import type { ImageSettings } from "./input";
import { sidesOf, usualValue, type ImageModel } from "./model";

/** One call of the provider. */
export interface PlannedImageCall {
  /** as it is sent, but for pictures, which stand in it as { assetId } until then */
  body: JsonObject;
  seed: number;
  /** pictures it makes */
  images: number;
}

/**
 * The calls that make these pictures. One where the model makes several at a time; else one for each, with seeds that
 * follow one another, so that each picture can be made again by itself. A seed is always sent.
 * @param settings without problems: see `imageProblems`
 * @param randomSeed draws the first seed where the person left it to chance
 */
export function planImages(
  model: ImageModel,
  settings: ImageSettings,
  randomSeed: (range: { min: number; max: number }) => number = drawSeed,
): PlannedImageCall[] {
  const { min, max } = model.seed;
  const first = settings.seed ?? randomSeed({ min, max });
  const calls = Math.ceil(settings.count / model.batch);
  const span = max - min + 1;
  return Array.from({ length: calls }, (_, index) => {
    const images = Math.min(model.batch, settings.count - index * model.batch);
    const seed = min + ((first - min + index) % span);
    return { seed, images, body: bodyOf(model, settings, seed, images) };
  });
}

/** What the pictures will cost; decimal string of nano-units. */
export function priceOfImages(model: ImageModel, count: number): string {
  return String(BigInt(model.priceNanos) * BigInt(count));
}

function drawSeed({ min, max }: { min: number; max: number }): number {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2)) as unknown as [number, number];
  return min + (((high % 2 ** 20) * 2 ** 32 + low) % (max - min + 1));
}

function bodyOf(model: ImageModel, settings: ImageSettings, seed: number, images: number): JsonObject {
  const { prompt, negativePrompt, inputAssetIds } = settings;
  const { pictures, steps, guidance, safety, formats, enhancement } = model;
  const body: JsonObject = { model: model.id, prompt, ...shapeOf(model, settings) };
  const set = (name: string, value: string | number | boolean | undefined) => {
    if (value !== undefined) body[name] = value;
  };
  if (model.negativePrompt && negativePrompt?.trim()) set("negative_prompt", negativePrompt);
  if (model.batch > 1) set("batch_size", images);
  if (steps) set("num_inference_steps", settings.steps ?? usualValue(steps));
  if (guidance) set(guidance.field, settings.guidance ?? usualValue(guidance));
  if (enhancement) set(enhancement, settings.enhancement ?? false);
  if (formats.length > 0) set("output_format", settings.format ?? formats[0]);
  if (safety) set("safety_tolerance", settings.safety ?? usualValue(safety));
  if (model.raw) set("raw", settings.raw ?? false);
  inputAssetIds.forEach((assetId, index) => {
    const field = pictures?.fields[index];
    if (field) body[field] = { assetId, ...(pictures.encoding === "base64" && { encoding: "base64" }) };
  });
  if (pictures?.strength && inputAssetIds.length > 0) {
    set("image_prompt_strength", settings.strength ?? usualValue(pictures.strength));
  }
  body["seed"] = seed;
  return body;
}

function shapeOf(model: ImageModel, { size, aspect }: ImageSettings): JsonObject {
  if (aspect !== undefined && model.aspects.length > 0) return { aspect_ratio: aspect };
  if (!model.size) return {};
  const value = size ?? model.size.default;
  if (model.size.field === "image_size") return { image_size: value };
  return { ...(sidesOf(value) ?? {}) };
}
