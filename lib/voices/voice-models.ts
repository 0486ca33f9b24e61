import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { listMediaModels, requireMediaModel } from "@/lib/models";
import type { MediaModel } from "@/lib/models/schema";
import type { VoiceModel } from "./schema";

const subTypes = ["text-to-speech"] as const;

/** The models on offer that speak with voices of one's own, by name. */
export async function listVoiceModels(ctx: Context): Promise<VoiceModel[]> {
  const models = await listMediaModels(ctx, subTypes);
  return models.filter(({ abilities }) => abilities.customVoices === true).map(toVoiceModel);
}

/** @throws AppError as `requireModel`; `unsupported` with reason `voice_none` where it takes no voices of one's own */
export async function requireVoiceModel(ctx: Context, id: string): Promise<VoiceModel> {
  const model = await requireMediaModel(ctx, id, subTypes);
  if (model.abilities.customVoices === true) return toVoiceModel(model);
  throw new AppError("unsupported", "This model speaks with its own voices only.", {
    field: "modelId",
    reason: "voice_none",
  });
}

function toVoiceModel({ id, name, prices }: MediaModel): VoiceModel {
  const price = prices.find(({ unit }) => unit === "utf8_bytes");
  if (!price) throw new AppError("unsupported", "This model has no price yet. An administrator can set one.");
  const { rateNanos: rate, currency, source, sourcedOn } = price;
  return { id, name, rate, currency, priceOrigin: { source, sourcedOn } };
}
