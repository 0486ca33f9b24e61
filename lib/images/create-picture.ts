import { AppError, newId, type FailureCode, failures } from "@/lib/core";
import { cancelCreation, waitForCreation } from "@/lib/creations";
import type { CreationCall, CreationFailure } from "@/lib/creations/schema";
import { systemContext, type Context } from "@/lib/db";
import type { Asset } from "@/lib/media/schema";
import { fitInput, usualSettings } from "./fit";
import { listImageModels } from "./list-image-models";
import type { ImageModel } from "./model";
import { shapeAspects, type PictureShape } from "./picture-shapes";
import { startImages } from "./start-images";

export interface CreatePictureInput {
  model: ImageModel;
  prompt: string;
  shape: PictureShape;
  /** ends the waiting; what has begun goes on, and is found in the library */
  signal: AbortSignal;
}

export interface CreatedPicture {
  /** null: it was or may have been made and paid for, and could not be fetched or kept */
  asset: Asset | null;
  costNanos: bigint;
}

/** The cheapest model on offer that makes a picture from words alone; undefined where there is none. */
export async function findPictureModel(ctx: Context): Promise<ImageModel | undefined> {
  const models = (await listImageModels(ctx)).filter(({ pictures }) => !pictures?.min);
  const price = ({ priceNanos }: ImageModel) => BigInt(priceNanos);
  return models.sort((first, second) => (price(first) < price(second) ? -1 : price(first) > price(second) ? 1 : 0))[0];
}

/**
 * Makes one picture for the acting person and waits for it. It is a creation like one of the studio's: it has a seed and
 * a receipt, stands in the library, and goes on whether anybody waits or not, unless it has not begun.
 * @throws AppError as `startImages`, and with the reason for which it was not made; the signal's reason when it fires
 */
export async function createPicture(ctx: Context, input: CreatePictureInput): Promise<CreatedPicture> {
  const { model, prompt, shape, signal } = input;
  // The request that asked for it may be over by now; who asked is not.
  const person = systemContext({ actor: ctx.actor });
  const usual = { ...usualSettings(model, prompt), size: undefined, aspect: shapeAspects[shape] };
  const { settings } = fitInput(model, usual, model);
  const { id } = await startImages(person, { ...settings, requestKey: newId() });
  try {
    const { calls } = await waitForCreation(person, { id, signal });
    return resultOf(calls[0]!);
  } catch (error) {
    if (signal.aborted) await cancelCreation(systemContext({ actor: ctx.actor }), { id });
    throw error;
  }
}

function resultOf({ state, outputs, failure, costNanos, receipt }: CreationCall): CreatedPicture {
  if (failure && state !== "unknown" && outputs.length === 0) throw failed(failure);
  const paid = BigInt(costNanos) - BigInt(receipt?.refundedNanos ?? 0);
  return { asset: outputs[0]?.asset ?? null, costNanos: paid };
}

function failed({ code, reason }: CreationFailure): AppError {
  const message =
    reason === "moderation"
      ? "The provider's content rules refused this description."
      : "The provider could not make this picture.";
  const known = Object.hasOwn(failures, code) ? (code as FailureCode) : "internal";
  return new AppError(known, message, { ...(reason !== undefined && { reason }) });
}
