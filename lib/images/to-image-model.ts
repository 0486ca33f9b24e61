import { AppError } from "@/lib/core";
import type { MediaModel } from "@/lib/models/schema";
import { maxSeed } from "./input";
import { sidesOf, type FreeSize, type ImageModel, type NumberField, type PictureField, type SizeField } from "./model";

/** Kinds of models that make pictures. */
export const imageSubTypes = ["text-to-image", "image-to-image"] as const;

/** Where a model takes free sizes and its own limits are not told: what none of the family has refused. */
const freeSides = { min: 256, max: 2048, multiple: 16 };
/** The guide's shapes, widest first. */
const shapes = ["21:9", "16:9", "3:2", "4:3", "1:1", "3:4", "2:3", "9:16", "9:21"];
/** Sizes to begin with where a model takes two numbers and names no sizes. */
const usualSides = ["1024x1024", "1024x768", "768x1024", "1024x576", "576x1024", "1440x608"];
const pictureFields = ["image", "image2", "image3", "input_image", "image_prompt"] as const;

type Rules = Record<string, Rule | undefined>;
interface Rule {
  min?: number;
  max?: number;
  step?: number;
  default?: unknown;
  recommended?: number;
  required?: boolean;
  values?: string[];
  custom?: boolean;
  maxPixels?: number;
  maxImageToImage?: number;
  encoding?: string;
}

/** What the catalogue says of a model, as a form needs it. A field that it does not name is never sent. Pure. */
export function toImageModel(media: MediaModel): ImageModel {
  const rules = media.params as Rules;
  const price = media.prices.find(({ unit }) => unit === "images");
  if (!price) throw new AppError("unsupported", "This model has no price yet. An administrator can set one.");
  return {
    id: media.id,
    name: media.name,
    isNew: media.isNew,
    currency: price.currency,
    priceNanos: price.rateNanos,
    priceSource: price.source,
    size: sizeOf(rules),
    aspects: rules.aspect_ratio ? shapes : [],
    steps: numberOf(rules.num_inference_steps, 1),
    guidance: guidanceOf(rules),
    negativePrompt: media.abilities.negativePrompt === true,
    seed: { min: rules.seed?.min ?? 0, max: rules.seed?.max ?? maxSeed },
    batch: rules.batch_size?.max ?? 1,
    pictures: picturesOf(media, rules),
    enhancement: rules.prompt_enhancement ? "prompt_enhancement" : rules.prompt_upsampling ? "prompt_upsampling" : null,
    formats: formatsOf(rules.output_format),
    safety: safetyOf(rules.safety_tolerance),
    raw: rules.raw !== undefined,
  };
}

function sizeOf(rules: Rules): SizeField | null {
  const { image_size: named, width, height } = rules;
  if (width && height) {
    const free = { min: width.min ?? 256, max: width.max ?? 1440, multiple: width.step ?? 1, maxPixels: null };
    const standard = `${Number(width.default ?? 1024)}x${Number(height.default ?? 1024)}`;
    return { presets: presetsOf([...usualSides], standard), default: standard, free, field: "width_height" };
  }
  const values = named?.values ?? [];
  if (!named || values.length === 0) return null;
  const standard = typeof named.default === "string" ? named.default : values[0]!;
  const free: FreeSize | null = named.custom ? { ...freeSides, maxPixels: named.maxPixels ?? 2_359_296 } : null;
  return { presets: presetsOf(values, standard), default: standard, free, field: "image_size" };
}

function presetsOf(values: readonly string[], standard: string): SizeField["presets"] {
  return [standard, ...values.filter((value) => value !== standard)].map((value) => {
    const { width, height } = sidesOf(value)!;
    return { value, width, height, aspect: aspectOf(width, height) };
  });
}

/** 1664x928 is 16:9, as near as a person sees. */
function aspectOf(width: number, height: number): string {
  const known = [...shapes, "1:2", "2:1", "5:4", "4:5"].map((shape) => {
    const [across, down] = shape.split(":").map(Number) as [number, number];
    return { shape, off: Math.abs(Math.log((width / height) * (down / across))) };
  });
  return known.reduce((best, candidate) => (candidate.off < best.off ? candidate : best)).shape;
}

function numberOf(rule: Rule | undefined, step: number): NumberField | null {
  if (!rule) return null;
  return {
    min: rule.min ?? 0,
    max: rule.max ?? 100,
    step,
    default: typeof rule.default === "number" ? rule.default : null,
    recommended: rule.recommended ?? null,
  };
}

function guidanceOf(rules: Rules): ImageModel["guidance"] {
  for (const field of ["guidance_scale", "cfg"] as const) {
    const range = numberOf(rules[field], 0.1);
    if (range) return { ...range, field };
  }
  return null;
}

function safetyOf(rule: Rule | undefined): ImageModel["safety"] {
  const range = numberOf(rule, 1);
  return range && { ...range, maxWithPictures: rule?.maxImageToImage ?? range.max };
}

function formatsOf(rule: Rule | undefined): ImageModel["formats"] {
  const known = (rule?.values ?? []).filter((value) => value === "png" || value === "jpeg");
  return rule?.default === "jpeg" ? known.toReversed() : known;
}

/** A model that changes pictures takes one, even where nobody has written down by which name. */
function picturesOf(media: MediaModel, rules: Rules): PictureField | null {
  const named = pictureFields.filter((field) => rules[field]);
  const fields = named.length === 0 && media.subType === "image-to-image" ? (["image"] as const) : named;
  if (fields.length === 0) return null;
  const isRequired = media.abilities.imageRequired === true || media.subType === "image-to-image";
  return {
    min: isRequired ? 1 : 0,
    max: fields.length,
    fields: [...fields],
    encoding: fields.some((field) => rules[field]?.encoding === "base64") ? "base64" : "data_uri",
    strength: numberOf(rules.image_prompt_strength, 0.05),
  };
}
