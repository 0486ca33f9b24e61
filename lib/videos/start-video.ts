import { createHash } from "node:crypto";
import { AppError } from "@/lib/core";
import { findMadeCreation, openCreation } from "@/lib/creations";
import type { Creation } from "@/lib/creations/schema";
import type { Context } from "@/lib/db";
import { requireAssets } from "@/lib/media";
import { requireModel } from "@/lib/models";
import { planVideo, toVideoModel } from "./plan-video";
import { submitVideo } from "./submit-video";
import type { Extent, StartVideoInput } from "./schema";

/**
 * Takes in a wish for a clip: its money held, its rows, its turn asked for. Everything after is the server's own work.
 * @returns the creation, its one call waiting; the same one again for the same request key
 * @throws AppError `not_found` (model, picture), `unsupported`, `invalid_input`, `quota_exceeded`, `conflict` (`request_key`)
 */
export async function startVideo(ctx: Context, input: StartVideoInput): Promise<Creation> {
  const { requestKey, modelId, prompt, ...settings } = input;
  const requestDigest = digestOf([modelId, prompt, settings]);
  const made = await findMadeCreation(ctx, { requestKey, requestDigest });
  if (made) return made;

  const model = toVideoModel(await requireModel(ctx, modelId));
  if (!model) {
    throw new AppError("unsupported", "This model makes no clips.", { field: "modelId", reason: "sub_type" });
  }
  const picture = input.imageId === undefined ? undefined : await requirePicture(ctx, input.imageId);
  const { body, usage } = planVideo(model.kind, input, picture);
  return openCreation(ctx, {
    kind: "video",
    modelId,
    prompt: body.prompt,
    request: { ...settings, ...(body.image && { crop: body.image.crop }) },
    requestKey,
    requestDigest,
    calls: [{ body: { ...body }, seed: input.seed, usage, images: 0 }],
    purpose: "video",
    job: submitVideo,
  });
}

async function requirePicture(ctx: Context, id: string): Promise<Extent> {
  const [asset] = await requireAssets(ctx, [id]);
  if (asset?.kind !== "picture" || asset.width === null || asset.height === null || asset.trashedAt !== null) {
    throw new AppError("unsupported", "This file is not a picture that a clip can begin with.", {
      field: "imageId",
      reason: "not_picture",
    });
  }
  return { width: asset.width, height: asset.height };
}

/** The input was parsed by a schema, so that its fields stand in the schema's order. */
function digestOf(request: unknown): string {
  return createHash("sha256").update(JSON.stringify(request)).digest("hex");
}
