/** A number a person may set. */
export interface NumberField {
  min: number;
  max: number;
  step: number;
  /** what the provider takes where nothing is sent; null where nobody says */
  default: number | null;
  /** what the guide advises */
  recommended: number | null;
}

export interface SizePreset {
  /** as it is asked for: 1024x576 */
  value: string;
  width: number;
  height: number;
  /** the shape in small numbers, near enough: 16:9 */
  aspect: string;
}

/** Sides of one's own choice. */
export interface FreeSize {
  min: number;
  max: number;
  /** sides are multiples of it */
  multiple: number;
  maxPixels: number | null;
}

export interface SizeField {
  /** the default is the first */
  presets: SizePreset[];
  default: string;
  /** null: only the presets */
  free: FreeSize | null;
  /** how the provider wants it: one text, or two numbers */
  field: "image_size" | "width_height";
}

/** Pictures to work from. */
export interface PictureField {
  min: number;
  max: number;
  /** the provider's names, in order: one for each picture */
  fields: ("image" | "image2" | "image3" | "input_image" | "image_prompt")[];
  encoding: "data_uri" | "base64";
  /** how far the picture rules the result */
  strength: NumberField | null;
}

/** A model that makes pictures, with its own fields and no others: what a form is drawn from. */
export interface ImageModel {
  id: string;
  name: string;
  isNew: boolean;
  currency: string;
  /** of one picture; decimal string of nano-units */
  priceNanos: string;
  priceSource: string;
  /** null: the model, or the picture given to it, decides */
  size: SizeField | null;
  /** shapes that may be asked for instead of a size: 16:9; empty where the model takes none */
  aspects: string[];
  steps: NumberField | null;
  /** how closely the words are followed; each provider field has a scale of its own */
  guidance: (NumberField & { field: "guidance_scale" | "cfg" }) | null;
  negativePrompt: boolean;
  seed: { min: number; max: number };
  /** pictures that one call makes at most; more take several calls */
  batch: number;
  pictures: PictureField | null;
  /** the provider may rewrite the words */
  enhancement: "prompt_enhancement" | "prompt_upsampling" | null;
  /** the default is the first; empty where there is no choice */
  formats: ("png" | "jpeg")[];
  /** 0 refuses the most; lower at most with a picture to work from */
  safety: (NumberField & { maxWithPictures: number }) | null;
  /** less polished, more natural */
  raw: boolean;
}

/** What a person can set, in the order of a form. */
export const imageFieldNames = [
  "inputAssetIds",
  "strength",
  "prompt",
  "negativePrompt",
  "size",
  "aspect",
  "count",
  "steps",
  "guidance",
  "seed",
  "enhancement",
  "format",
  "safety",
  "raw",
] as const;
export type ImageFieldName = (typeof imageFieldNames)[number];

/** The fields that a model has, in the order of a form. */
export function imageFields(model: ImageModel): ImageFieldName[] {
  const has: Record<ImageFieldName, boolean> = {
    inputAssetIds: model.pictures !== null,
    strength: Boolean(model.pictures?.strength),
    prompt: true,
    negativePrompt: model.negativePrompt,
    size: model.size !== null,
    aspect: model.aspects.length > 0,
    count: true,
    steps: model.steps !== null,
    guidance: model.guidance !== null,
    seed: true,
    enhancement: model.enhancement !== null,
    format: model.formats.length > 0,
    safety: model.safety !== null,
    raw: model.raw,
  };
  return imageFieldNames.filter((name) => has[name]);
}

/** What a field is set to unless its person says otherwise: the advice, else the provider's own. */
export function usualValue(field: NumberField): number | undefined {
  return field.recommended ?? field.default ?? undefined;
}

/** The sides that a size such as 1024x576 names. */
export function sidesOf(size: string): { width: number; height: number } | undefined {
  const match = /^(\d{2,5})x(\d{2,5})$/.exec(size);
  return match ? { width: Number(match[1]), height: Number(match[2]) } : undefined;
}
