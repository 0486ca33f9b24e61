import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { listMediaModels, requireMediaModel } from "@/lib/models";
import type { SpeechModel } from "./model";
import { maxTokensOf, speechSubTypes, toSpeechModel } from "./to-speech-model";

/** The models on offer that speak: those that take most first, since they are what people look for here. */
export async function listSpeechModels(ctx: Context): Promise<SpeechModel[]> {
  const models = (await listMediaModels(ctx, speechSubTypes)).map((media) => toSpeechModel(media, charactersAllowed()));
  const reach = ({ ownVoices, instructions, clips }: SpeechModel) =>
    Number(ownVoices) + Number(instructions) + Number(clips);
  return models.sort((one, other) => reach(other) - reach(one));
}

export interface FoundSpeechModel extends SpeechModel {
  maxTokens: number | undefined;
}

/** @throws AppError `not_found`; `unsupported` with reason `retired`, `hidden`, `unpriced` or `sub_type` */
export async function requireSpeechModel(ctx: Context, id: string): Promise<FoundSpeechModel> {
  const media = await requireMediaModel(ctx, id, speechSubTypes);
  return { ...toSpeechModel(media, charactersAllowed()), maxTokens: maxTokensOf(media) };
}

function charactersAllowed(): number {
  return env().SPEECH_CHARACTERS;
}
