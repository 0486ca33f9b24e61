import type { ImageSettings } from "./input";
import {
  imageFieldNames,
  imageFields,
  sidesOf,
  usualValue,
  type ImageFieldName,
  type ImageModel,
  type NumberField,
} from "./model";
import { imageFieldsOf, imageProblems, safetyOf } from "./problems";

export interface FittedSettings {
  settings: ImageSettings;
  /** set before, and unknown to this model */
  dropped: ImageFieldName[];
  /** moved to what this model takes */
  changed: ImageFieldName[];
}

/** What a form for this model begins with. */
export function usualSettings(model: ImageModel, prompt = ""): ImageSettings {
  const { steps, guidance, pictures, safety } = model;
  const settings: ImageSettings = { modelId: model.id, prompt, count: 1, seed: null, inputAssetIds: [] };
  if (model.size) settings.size = model.size.default;
  else if (model.aspects.length > 0) settings.aspect = "1:1";
  assign(settings, "steps", steps && usualValue(steps));
  assign(settings, "guidance", guidance && usualValue(guidance));
  assign(settings, "strength", pictures?.strength && usualValue(pictures.strength));
  assign(settings, "safety", safety && usualValue(safety));
  if (model.formats.length > 0) settings.format = model.formats[0]!;
  return settings;
}

function assign(settings: ImageSettings, name: "steps" | "guidance" | "strength" | "safety", value?: number | null) {
  if (typeof value === "number") settings[name] = value;
}

/**
 * The same wish put to another model: what it takes stays, the rest is moved to the nearest it takes or dropped, and
 * both are told. A number whose scale differs between models starts anew. Pictures that are missing stay missing.
 * @param before the model that the settings were made for, if known
 */
export function fitInput(model: ImageModel, settings: ImageSettings, before?: ImageModel): FittedSettings {
  const offered = new Set(imageFields(model));
  const usual = usualSettings(model, settings.prompt);
  const given = imageFieldsOf(settings);
  // A size and a shape say the same: where one becomes the other, nothing is lost.
  const translated = (field: ImageFieldName) =>
    (field === "size" && offered.has("aspect")) || (field === "aspect" && offered.has("size"));
  const dropped = given.filter((field) => !offered.has(field) && !translated(field));
  const fitted: ImageSettings = {
    ...usual,
    count: settings.count,
    seed: settings.seed === null ? null : Math.min(Math.max(settings.seed, model.seed.min), model.seed.max),
    inputAssetIds: settings.inputAssetIds.slice(0, model.pictures?.max ?? 0),
    ...fitShape(model, settings),
  };
  if (model.negativePrompt && settings.negativePrompt) fitted.negativePrompt = settings.negativePrompt;
  if (model.enhancement && settings.enhancement) fitted.enhancement = true;
  if (model.raw && settings.raw) fitted.raw = true;
  if (settings.format && model.formats.includes(settings.format)) fitted.format = settings.format;
  const sameScale = !before || before.guidance?.field === model.guidance?.field;
  for (const [name, range] of [
    ["steps", model.steps],
    ["guidance", sameScale ? model.guidance : null],
    ["strength", model.pictures?.strength ?? null],
    ["safety", safetyOf(model, fitted)],
  ] as const) {
    const value = settings[name] ?? fitted[name];
    if (range && value !== undefined) fitted[name] = inside(range, value);
  }
  return { settings: fitted, dropped, changed: changedFields(settings, fitted, offered) };
}

function changedFields(
  settings: ImageSettings,
  fitted: ImageSettings,
  offered: ReadonlySet<ImageFieldName>,
): ImageFieldName[] {
  const set = new Set(imageFieldsOf(settings));
  const differs = (field: ImageFieldName) => JSON.stringify(settings[field]) !== JSON.stringify(fitted[field]);
  return imageFieldNames.filter((field) => set.has(field) && offered.has(field) && differs(field));
}

function inside({ min, max, step }: NumberField, value: number): number {
  const bounded = Math.min(max, Math.max(min, value));
  return step >= 1 ? Math.round(bounded) : bounded;
}

/** The same size where the model makes it, else the preset or shape that is nearest in proportion, then in area. */
function fitShape(model: ImageModel, settings: ImageSettings): Pick<ImageSettings, "size" | "aspect"> {
  const none = { size: undefined, aspect: undefined };
  if (settings.aspect !== undefined && model.aspects.includes(settings.aspect)) {
    return { ...none, aspect: settings.aspect };
  }
  const wanted = sidesOf(settings.size ?? "") ?? sidesOfAspect(settings.aspect);
  if (model.size) {
    if (!wanted) return { ...none, size: model.size.default };
    const { size } = settings;
    const alone = { ...settings, aspect: undefined };
    if (size !== undefined && !imageProblems(model, alone).some(({ field }) => field === "size")) {
      return { ...none, size };
    }
    return { ...none, size: nearest(model.size.presets, wanted).value };
  }
  if (model.aspects.length === 0) return none;
  if (!wanted) return { ...none, aspect: "1:1" };
  const shapes = model.aspects.map((value) => ({ value, ...sidesOfAspect(value)! }));
  return { ...none, aspect: nearest(shapes, wanted).value };
}

function sidesOfAspect(aspect: string | undefined): { width: number; height: number } | undefined {
  const [width, height] = (aspect ?? "").split(":").map(Number);
  return width && height ? { width: width * 64, height: height * 64 } : undefined;
}

interface Sides {
  width: number;
  height: number;
}

function nearest<Choice extends Sides>(choices: readonly Choice[], wanted: Sides): Choice {
  const distance = (sides: Sides) =>
    Math.round(100 * Math.abs(Math.log((sides.width / sides.height) * (wanted.height / wanted.width))));
  const area = (sides: Sides) => Math.abs(sides.width * sides.height - wanted.width * wanted.height);
  return [...choices].sort((first, second) => distance(first) - distance(second) || area(first) - area(second))[0]!;
}
