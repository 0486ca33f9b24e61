import type { Call } from "../call";
import { fieldRule, may, type CatalogueModel } from "../catalogue";
import { requireFunds } from "../chat/deliver";
import { describeImage, type ImageFacts } from "../chat/vision";
import { Fields } from "../fields";
import { publish } from "../media/address";
import { sizeOf } from "../media/size";
import { badParameter, moderated } from "../refusal";

const MAX_SEED = 9_999_999_999;
/** Fields that hold a picture to work from, as the models name them. */
const sources = ["image", "image2", "image3", "input_image", "image_prompt"] as const;

/** POST /images/generations */
export async function generateImages(call: Call): Promise<void> {
  const { world } = call;
  const fields = new Fields(call.json());
  const model = world.requireModel(fields.requiredString("model"), "text-to-image", "image-to-image");
  const prompt = fields.requiredString("prompt");
  const pictures = readSources(model, fields);
  const { width, height } = sizeOf(model, fields, pictures[0]);
  readNumbers(model, fields, pictures.length > 0);
  const count = fieldRule(model, "batch_size")
    ? (fields.number("batch_size", { min: 1, max: 4, integer: true }) ?? 1)
    : 1;
  const isJpeg = readFormat(model, fields) === "jpeg";
  const seed = fields.number("seed", { min: 0, max: MAX_SEED, integer: true }) ?? randomSeed(call);
  if (may(model, "negativePrompt")) fields.string("negative_prompt");
  call.record.unknownFields = fields.unknown();
  if (prompt.includes("[[moderate]]")) throw moderated();
  requireFunds(call, model);
  world.limits.admit(model.id, { images: count });
  // The pictures are made and owed for whether anybody waits for them or not.
  world.ledger.record(call, model, { images: count });

  const { imageMs, mediaLifetimeMs } = world.settings;
  await call.waitUntil(call.arrivedMs + imageMs);
  const made = call.hasFault("no-images") ? 0 : count;
  const contentType = isJpeg ? ("image/jpeg" as const) : ("image/png" as const);
  const images = Array.from({ length: made }, (_, index) => ({
    url: publish(world, {
      recipe: { contentType, subject: `${model.id} ${prompt} ${seed} ${index}`, width, height },
      expiresAt: world.now() + mediaLifetimeMs,
    }),
  }));
  await call.sendJson({ images, timings: { inference: imageMs / 1000 }, seed });
}

function readSources(model: CatalogueModel, fields: Fields): ImageFacts[] {
  return sources.flatMap((name) => {
    const rule = fieldRule(model, name);
    if (!rule) return [];
    const value = fields.string(name);
    if (value === undefined || value === "") {
      if (rule.required) throw badParameter(`${name} is required.`);
      return [];
    }
    const isAddress = /^(?:data:|https?:\/\/)/.test(value);
    return [describeImage(isAddress ? value : `data:image/unknown;base64,${value}`, name)];
  });
}

/** Ranges of what does not change the picture here, but would be refused there. */
function readNumbers(model: CatalogueModel, fields: Fields, hasPicture: boolean): void {
  const steps = fieldRule(model, "num_inference_steps");
  if (steps) {
    const { min = 1, max = 100, required = false } = steps;
    fields.number("num_inference_steps", { min, max, integer: true, required });
  }
  for (const name of ["guidance_scale", "cfg", "safety_tolerance", "image_prompt_strength"]) {
    const rule = fieldRule(model, name);
    const max = (hasPicture ? rule?.maxImageToImage : undefined) ?? rule?.max ?? 100;
    if (rule) fields.number(name, { min: rule.min ?? 0, max });
  }
  for (const name of ["prompt_enhancement", "prompt_upsampling", "raw"]) {
    if (fieldRule(model, name)) fields.boolean(name);
  }
}

function readFormat(model: CatalogueModel, fields: Fields): string {
  const rule = fieldRule(model, "output_format");
  if (!rule) return "png";
  return fields.choice("output_format", rule.values ?? ["png", "jpeg"]) ?? String(rule.default ?? "png");
}

function randomSeed(call: Call): number {
  return Number.parseInt(call.world.newToken(4), 16);
}
