import type { ImageFieldName, ImageModel, NumberField } from "./model";
import { imageFields, sidesOf } from "./model";
import type { ImageSettings } from "./input";

/** Something that the chosen model would not take. */
export interface ImageProblem {
  field: ImageFieldName;
  reason:
    | "not_offered"
    | "out_of_range"
    | "pictures_missing"
    | "pictures_too_many"
    | "size_multiple"
    | "size_too_large"
    | "size_or_aspect";
  /** one English sentence */
  message: string;
  min?: number;
  max?: number;
  multiple?: number;
}

/** Everything in the settings that the model would refuse; empty where the request can be sent. */
export function imageProblems(model: ImageModel, settings: ImageSettings): ImageProblem[] {
  const offered = new Set(imageFields(model));
  const { name } = model;
  const unknown = imageFieldsOf(settings)
    .filter((field) => !offered.has(field))
    .map((field) => ({ field, reason: "not_offered" as const, message: `${name} does not take ${words[field]}.` }));
  return [
    ...unknown,
    ...(offered.has("inputAssetIds") ? pictureProblems(model, settings) : []),
    ...(settings.size !== undefined && offered.has("size") ? sizeProblems(model, settings.size) : []),
    ...aspectProblems(model, settings),
    ...numberProblems("steps", model.steps, settings.steps),
    ...numberProblems("guidance", model.guidance, settings.guidance),
    ...numberProblems("strength", model.pictures?.strength ?? null, settings.strength),
    ...numberProblems("safety", safetyOf(model, settings), settings.safety),
    ...numberProblems("seed", { ...model.seed, step: 1 }, settings.seed ?? undefined),
    ...formatProblems(model, settings),
  ];
}

/** The fields that a person has set to something. */
export function imageFieldsOf(settings: ImageSettings): ImageFieldName[] {
  const { inputAssetIds, negativePrompt, size, aspect, steps, guidance, strength } = settings;
  const { enhancement, format, safety, raw } = settings;
  const set: Partial<Record<ImageFieldName, boolean>> = {
    inputAssetIds: inputAssetIds.length > 0,
    strength: strength !== undefined,
    prompt: true,
    negativePrompt: Boolean(negativePrompt?.trim()),
    size: size !== undefined,
    aspect: aspect !== undefined,
    count: true,
    steps: steps !== undefined,
    guidance: guidance !== undefined,
    seed: true,
    enhancement: enhancement === true,
    format: format !== undefined,
    safety: safety !== undefined,
    raw: raw === true,
  };
  return (Object.keys(set) as ImageFieldName[]).filter((name) => set[name]);
}

/** The range of the safety setting: narrower where there is a picture to work from. */
export function safetyOf(model: ImageModel, { inputAssetIds }: Pick<ImageSettings, "inputAssetIds">) {
  if (!model.safety || inputAssetIds.length === 0) return model.safety;
  return { ...model.safety, max: Math.min(model.safety.max, model.safety.maxWithPictures) };
}

const words: Record<ImageFieldName, string> = {
  inputAssetIds: "pictures to work from",
  strength: "the strength of a picture",
  prompt: "words",
  negativePrompt: "words for what to keep out",
  size: "a size",
  aspect: "a shape",
  count: "a number of pictures",
  steps: "a number of steps",
  guidance: "guidance",
  seed: "a seed",
  enhancement: "the improvement of words",
  format: "a file format",
  safety: "a safety setting",
  raw: "the raw style",
};

function pictureProblems({ name, pictures }: ImageModel, { inputAssetIds }: ImageSettings): ImageProblem[] {
  const field = "inputAssetIds";
  const { min, max } = pictures!;
  if (inputAssetIds.length < min) {
    return [{ field, reason: "pictures_missing", min, message: `${name} needs a picture to work from.` }];
  }
  if (inputAssetIds.length > max) {
    return [{ field, reason: "pictures_too_many", max, message: `${name} takes at most ${max} pictures.` }];
  }
  return [];
}

function sizeProblems({ name, size }: ImageModel, value: string): ImageProblem[] {
  const field = "size";
  if (size!.presets.some((preset) => preset.value === value)) return [];
  const sides = sidesOf(value);
  if (!size!.free || !sides) {
    const sizes = size!.presets.map((preset) => preset.value).join(", ");
    return [{ field, reason: "not_offered", message: `${name} makes pictures of these sizes: ${sizes}.` }];
  }
  const { min, max, multiple, maxPixels } = size!.free;
  const { width, height } = sides;
  if (Math.min(width, height) < min || Math.max(width, height) > max) {
    return [{ field, reason: "out_of_range", min, max, message: `Each side must be ${min} to ${max} pixels.` }];
  }
  if (width % multiple !== 0 || height % multiple !== 0) {
    return [{ field, reason: "size_multiple", multiple, message: `Each side must be a multiple of ${multiple}.` }];
  }
  if (maxPixels !== null && width * height > maxPixels) {
    return [
      { field, reason: "size_too_large", max: maxPixels, message: `The picture may have ${maxPixels} pixels at most.` },
    ];
  }
  return [];
}

function aspectProblems({ name, aspects }: ImageModel, { size, aspect }: ImageSettings): ImageProblem[] {
  const field = "aspect";
  if (aspect === undefined || aspects.length === 0) return [];
  if (size !== undefined) return [{ field, reason: "size_or_aspect", message: "Choose a size or a shape, not both." }];
  if (aspects.includes(aspect)) return [];
  return [{ field, reason: "not_offered", message: `${name} makes pictures of these shapes: ${aspects.join(", ")}.` }];
}

function numberProblems(
  field: ImageFieldName,
  range: Pick<NumberField, "min" | "max" | "step"> | null,
  value: number | undefined,
): ImageProblem[] {
  if (value === undefined || !range) return [];
  const { min, max, step } = range;
  const whole = step < 1 || Number.isInteger(value);
  if (value >= min && value <= max && whole) return [];
  return [{ field, reason: "out_of_range", min, max, message: `This must be ${min} to ${max}.` }];
}

function formatProblems({ name, formats }: ImageModel, { format }: ImageSettings): ImageProblem[] {
  if (format === undefined || formats.length === 0 || formats.includes(format)) return [];
  return [{ field: "format", reason: "not_offered", message: `${name} makes ${formats.join(" or ")} files.` }];
}
