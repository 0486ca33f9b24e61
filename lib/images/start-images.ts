import { createHash } from "node:crypto";
import { AppError } from "@/lib/core";
import { findMadeCreation, openCreation } from "@/lib/creations";
import type { Creation } from "@/lib/creations/schema";
import type { Context } from "@/lib/db";
import { requireAssets } from "@/lib/media";
import type { JsonObject } from "@/lib/models/schema";
import { requireRoom } from "@/lib/storage";
import type { ImageSettings, StartImagesInput } from "./input";
import { requireImageModel } from "./list-image-models";
import { makeImage } from "./make-image";
import type { ImageModel } from "./model";
import { planImages } from "./plan";
import { imageProblems } from "./problems";

/**
 * Takes in a wish for pictures: the money of every call held, their rows, their turns asked for. Everything after is the
 * server's own work.
 * @returns the creation with its calls waiting; the same one again for the same request key
 * @throws AppError `invalid_input` naming every field that the model would refuse; `not_found` (model, picture),
 *   `unsupported`, `quota_exceeded` (`monthly_limit`, `storage_full`), `conflict` (`request_key`)
 */
export async function startImages(ctx: Context, input: StartImagesInput): Promise<Creation> {
  const { requestKey, ...settings } = input;
  const requestDigest = digestOf(settings);
  const made = await findMadeCreation(ctx, { requestKey, requestDigest });
  if (made) return made;
  const model = await requireImageModel(ctx, settings.modelId);
  requireAccepted(model, settings);
  await requirePictures(ctx, settings.inputAssetIds);
  await requireRoom(ctx);
  const { modelId, prompt } = settings;
  return openCreation(ctx, {
    ...{ kind: "image", modelId, prompt, requestKey, requestDigest, purpose: "image", job: makeImage },
    request: withoutUnset(settings),
    calls: planImages(model, settings).map(({ body, seed, images }) => ({ body, seed, images, usage: { images } })),
  });
}

function requireAccepted(model: ImageModel, settings: ImageSettings): void {
  const [first, ...others] = imageProblems(model, settings);
  if (!first) return;
  throw new AppError("invalid_input", first.message, {
    field: first.field,
    reason: first.reason,
    fields: Object.fromEntries([...others.reverse(), first].map(({ field, message }) => [field, message])),
  });
}

async function requirePictures(ctx: Context, ids: readonly string[]): Promise<void> {
  const assets = await requireAssets(ctx, ids);
  if (assets.every(({ kind, trashedAt, missing }) => kind === "picture" && trashedAt === null && !missing)) return;
  throw new AppError("unsupported", "This file is not a picture that a model can work from.", {
    field: "inputAssetIds",
    reason: "not_picture",
  });
}

function withoutUnset(settings: ImageSettings): JsonObject {
  return JSON.parse(JSON.stringify(settings)) as JsonObject;
}

/** The input was parsed by a schema, so that its fields stand in the schema's order. */
function digestOf(settings: ImageSettings): string {
  return createHash("sha256").update(JSON.stringify(settings)).digest("hex");
}
