import { fieldRule, type CatalogueModel } from "../catalogue";
import type { ImageFacts } from "../chat/vision";
import type { Fields } from "../fields";
import { badParameter } from "../refusal";

export interface Size {
  width: number;
  height: number;
}

/** Sides and area beyond which no model goes. */
const MAX_SIDE = 4096;
const MIN_SIDE = 64;
const MAX_PIXELS = 4_194_304;
/** The area of pictures whose request names only a shape. */
const PIXELS = 1024 * 1024;

/**
 * The size of a picture by the fields its model has: `image_size`, `width` and `height`, `aspect_ratio`, or none.
 * @param source the picture to be changed, whose shape is kept where nothing else is said
 * @throws Refusal 400 (20015)
 */
export function sizeOf(model: CatalogueModel, fields: Fields, source: ImageFacts | undefined): Size {
  const width = readSide(model, fields, "width");
  const height = readSide(model, fields, "height");
  const named = readNamed(model, fields);
  const shaped = readShape(model, fields);
  if (named) return named;
  if (shaped) return shaped;
  if (width !== undefined && height !== undefined) return { width, height };
  return source ? ofShape(source.width / source.height) : { width: 1024, height: 1024 };
}

function readNamed(model: CatalogueModel, fields: Fields): Size | undefined {
  const rule = fieldRule(model, "image_size");
  const text = fields.string("image_size");
  if (!rule) {
    if (text === undefined) return undefined;
    if (model.subType === "image-to-image") throw badParameter(`image_size is not supported by the model ${model.id}.`);
    return parseSize(text, MAX_PIXELS);
  }
  if (text === undefined || text === "") {
    if (rule.required) throw badParameter("image_size is required.");
    return typeof rule.default === "string" ? parseSize(rule.default, MAX_PIXELS) : undefined;
  }
  const values = rule.values ?? [];
  if (values.length > 0 && !values.includes(text) && !rule.custom) {
    throw badParameter(`image_size must be one of: ${values.join(", ")}.`);
  }
  return parseSize(text, rule.maxPixels ?? MAX_PIXELS);
}

function parseSize(text: string, maxPixels: number): Size {
  const match = /^(\d{1,5})x(\d{1,5})$/.exec(text);
  if (!match) throw badParameter("image_size must be of the form WIDTHxHEIGHT.");
  const size = { width: Number(match[1]), height: Number(match[2]) };
  const sides = [size.width, size.height];
  if (sides.some((side) => side < MIN_SIDE || side > MAX_SIDE)) {
    throw badParameter(`image_size must have sides of ${MIN_SIDE} to ${MAX_SIDE} pixels.`);
  }
  if (size.width * size.height > maxPixels) throw badParameter(`image_size must have at most ${maxPixels} pixels.`);
  return size;
}

function readSide(model: CatalogueModel, fields: Fields, name: "width" | "height"): number | undefined {
  const rule = fieldRule(model, name);
  if (!rule) return undefined;
  const side = fields.number(name, { min: rule.min ?? MIN_SIDE, max: rule.max ?? MAX_SIDE, integer: true });
  if (side !== undefined && rule.step !== undefined && side % rule.step !== 0) {
    throw badParameter(`${name} must be a multiple of ${rule.step}.`);
  }
  return side ?? Number(rule.default ?? 1024);
}

function readShape(model: CatalogueModel, fields: Fields): Size | undefined {
  if (!fieldRule(model, "aspect_ratio")) return undefined;
  const text = fields.string("aspect_ratio");
  if (text === undefined) return undefined;
  const match = /^(\d{1,2}):(\d{1,2})$/.exec(text);
  const ratio = match ? Number(match[1]) / Number(match[2]) : NaN;
  if (!(ratio >= 9 / 21 && ratio <= 21 / 9)) throw badParameter("aspect_ratio must lie between 21:9 and 9:21.");
  return ofShape(ratio);
}

/** About a megapixel of this shape, sides in steps of 16. */
function ofShape(ratio: number): Size {
  const bounded = Math.min(4, Math.max(0.25, ratio));
  const step = (side: number) => Math.round(side / 16) * 16;
  return { width: step(Math.sqrt(PIXELS * bounded)), height: step(Math.sqrt(PIXELS / bounded)) };
}
