import { createHash } from "node:crypto";
import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { findSpeech } from "./find-speech";
import { StartSpeechInput, type ReadAloudInput, type VoiceChoice } from "./input";
import { listSpeechModels, requireSpeechModel } from "./list-speech-models";
import type { SpeechModel } from "./model";
import { requirePerson } from "./person";
import { readableText } from "./readable-text";
import { startSpeech } from "./start-speech";
import type { Speech } from "./speech";

/** So often a reading that came to nothing is begun anew. */
const mostAttempts = 100;

/**
 * Reads a message of the acting person's aloud. The same words with the same voice are the same speech, however often
 * they are asked for: it is made and paid once, and again only where nothing is left of it.
 * @param input.markdown the message, which the caller has made sure is theirs
 * @throws AppError as `startSpeech`; `unsupported` (`no_speech_model`) where no model can read
 */
export async function readAloud(ctx: Context, input: ReadAloudInput & { markdown: string }): Promise<Speech> {
  const { messageId, markdown } = input;
  const userId = requirePerson(ctx);
  const model = await readerOf(ctx, input.modelId);
  const voice = input.voice ?? firstVoice(model);
  const text = readableText(markdown);
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const requestKey = keyOf([userId, messageId, model.id, JSON.stringify(voice), text, String(attempt)]);
    const made = await ctx.db.creation.findUnique({
      where: { userId_requestKey: { userId, requestKey } },
      select: { id: true },
    });
    const speech = made && (await findSpeech(ctx, made));
    if (speech && isOfUse(speech)) return speech;
    if (!speech) {
      return startSpeech(ctx, StartSpeechInput.parse({ requestKey, modelId: model.id, text, voice }), { messageId });
    }
  }
  throw new AppError("conflict", "This message could not be read aloud too often.", { reason: "request_key" });
}

/** It is being made, or can be heard, or lacks a part alone. */
function isOfUse({ live, asset, creation }: Speech): boolean {
  const waits = creation.calls.some(({ endedAt }) => endedAt === null);
  return live || waits || (asset !== null && asset.trashedAt === null && !asset.missing);
}

async function readerOf(ctx: Context, modelId: string | undefined): Promise<SpeechModel> {
  if (modelId !== undefined) return requireSpeechModel(ctx, modelId);
  const first = (await listSpeechModels(ctx)).find(({ systemVoices }) => systemVoices.length > 0);
  if (first) return first;
  throw new AppError("unsupported", "No model is on offer that reads aloud.", { reason: "no_speech_model" });
}

function firstVoice({ systemVoices }: SpeechModel): VoiceChoice {
  return { kind: "system", name: systemVoices[0] ?? "" };
}

/** A request key like a browser's, the same for the same wish. */
function keyOf(wish: string[]): string {
  const digest = createHash("sha256").update(JSON.stringify(wish)).digest("hex");
  const variant = ((Number.parseInt(digest[16]!, 16) & 3) | 8).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join("-");
}
