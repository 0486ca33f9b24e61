import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { savePicture } from "@/lib/media";
import type { Asset } from "@/lib/media/schema";
import { cancelCharge, openCharge, settleCharge } from "@/lib/metering";
import { listModels, ratesOf } from "@/lib/models";
import { createGuardedFetch } from "@/lib/net";
import { isProviderError, siliconflow, type GeneratedImages } from "@/lib/siliconflow";
import { pictureModels, type PictureShape } from "./picture-models";

export interface PictureModel {
  id: string;
  name: string;
  /** of one picture */
  priceNanos: bigint;
}

export interface CreatePictureInput {
  userId: string;
  model: PictureModel;
  prompt: string;
  shape: PictureShape;
}

export interface CreatedPicture {
  /** null: it was made and paid for, and could not be fetched or kept */
  asset: Asset | null;
  costNanos: bigint;
}

const maxBytes = 40 * 1024 * 1024;
const fetchTimeoutMs = 60_000;

/** The cheapest model on offer that makes a picture from words alone; undefined where there is none. */
export async function findPictureModel(ctx: Context): Promise<PictureModel | undefined> {
  const models = await listModels(ctx, { subType: "text-to-image" });
  const usable = models.filter(({ id, offered }) => offered && Object.hasOwn(pictureModels, id));
  const priced = await Promise.all(
    usable.map(async ({ id, name }) => {
      const { images } = await ratesOf(ctx, id);
      return images === undefined ? undefined : { id, name, priceNanos: images };
    }),
  );
  return priced
    .filter((model) => model !== undefined)
    .sort((a, b) => (a.priceNanos < b.priceNanos ? -1 : a.priceNanos > b.priceNanos ? 1 : 0))[0];
}

/**
 * Makes one picture and keeps it among the person's own. Goes to its end once it has begun: the provider is paid
 * whether anybody waits or not.
 * @throws AppError `quota_exceeded`, `unsupported`; ProviderError
 */
export async function createPicture(ctx: Context, input: CreatePictureInput): Promise<CreatedPicture> {
  const { userId, model, prompt, shape } = input;
  const body = pictureModels[model.id];
  if (!body) throw new AppError("unsupported", "This model cannot make a picture from words alone.");
  const charge = await openCharge(ctx, { userId, modelId: model.id, purpose: "image", estimate: { images: 1 } });
  const chargeId = charge.id;
  let made: GeneratedImages;
  try {
    made = await siliconflow().images.generate({ ...body(shape), model: model.id, prompt });
  } catch (error) {
    if (isProviderError(error) && error.outcome === "unknown") {
      await settleCharge(ctx, { chargeId, usage: { images: 1 }, basis: "estimated", outcome: "unknown" });
    } else {
      await cancelCharge(ctx, { chargeId });
    }
    throw error;
  }
  const { traceId } = made;
  const { costNanos } = await settleCharge(ctx, {
    ...{ chargeId, usage: { images: 1 }, basis: "reported", outcome: "complete" },
    ...(traceId !== undefined && { traceId }),
  });
  // The provider forgets the address within the hour.
  const asset = await fetchPicture(made.urls[0]!)
    .then((bytes) => savePicture(ctx, { userId, name: nameOf(prompt), bytes }))
    .catch(() => null);
  return { asset, costNanos };
}

async function fetchPicture(url: string): Promise<Uint8Array> {
  const privateOrigins = env().SILICONFLOW_MEDIA_ORIGINS;
  const fetchMedia = createGuardedFetch({ timeoutMs: fetchTimeoutMs, maxBytes, privateOrigins });
  const response = await fetchMedia(url);
  if (!response.ok) {
    await response.body?.cancel();
    throw new AppError("unavailable", "The picture was made but could not be fetched.", { reason: "unreachable" });
  }
  return new Uint8Array(await response.arrayBuffer());
}

function nameOf(prompt: string): string {
  const words = prompt.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return `${Array.from(words).slice(0, 60).join("") || "picture"}.png`;
}
