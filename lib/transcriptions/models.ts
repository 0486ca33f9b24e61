import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { listModels, requireModel } from "@/lib/models";
import type { ModelSummary } from "@/lib/models/schema";
import { isMissing, missing } from "./missing";
import type { TranscriptionModel, TranscriptionOffer } from "./schema";

const subType = "speech-to-text";

/** What this installation can write down speech with, and why nothing where that is so. */
export async function findTranscriptionOffer(ctx: Context): Promise<TranscriptionOffer> {
  const models = (await listModels(ctx, { subType })).map(toTranscriptionModel);
  const unavailable = models.length === 0 ? "no_model" : (await isMissing(ctx)) ? "missing" : null;
  return { models, unavailable };
}

/**
 * @param id the first one on offer where absent
 * @throws AppError `not_found`; `unsupported` with reason `transcription_missing`, `no_transcription_model`, `retired`,
 *   `hidden`, `unpriced` or `sub_type`
 */
export async function requireTranscriptionModel(ctx: Context, id?: string): Promise<TranscriptionModel> {
  if (id !== undefined) {
    const model = await requireModel(ctx, id, subType);
    if (await isMissing(ctx)) throw missing();
    return toTranscriptionModel(model);
  }
  const { models, unavailable } = await findTranscriptionOffer(ctx);
  if (unavailable === "missing") throw missing();
  if (models[0]) return models[0];
  throw new AppError("unsupported", "No model that writes down speech is on offer.", {
    reason: "no_transcription_model",
  });
}

function toTranscriptionModel({ id, name, prices }: ModelSummary): TranscriptionModel {
  const { CURRENCY: currency } = env();
  const price = prices.find((each) => each.unit === "requests" && each.currency === currency);
  if (!price) throw new AppError("unsupported", "This model has no price yet. An administrator can set one.");
  const { rateNanos, source, sourcedOn } = price;
  return { id, name, rateNanos, currency, priceOrigin: { source, sourcedOn } };
}
