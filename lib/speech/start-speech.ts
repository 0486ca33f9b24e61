import { createHash } from "node:crypto";
import { AppError } from "@/lib/core";
import { findMadeCreation, openCreation } from "@/lib/creations";
import type { Context } from "@/lib/db";
import { requireAssets } from "@/lib/media";
import type { JsonObject } from "@/lib/models/schema";
import { requireVoice } from "@/lib/voices";
import { bodyOf, partSoundOf } from "./call-body";
import { findSpeech } from "./find-speech";
import type { SpeechSettings, StartSpeechInput, VoiceChoice } from "./input";
import { requireSpeechModel } from "./list-speech-models";
import type { SpeechModel } from "./model";
import { planSpeech } from "./plan";
import { speechProblems } from "./problems";
import { speakPart } from "./speak-part";
import type { Speech } from "./speech";

/** A creation's own words are shown in lists; the whole text is the speech's. */
const promptLength = 2_000;
/** The provider takes shorter ones. @see SiliconFlow API reference, section 11 */
const clipMs = 30_000;
const clipBytes = 10_000_000;

/**
 * Takes in a text to be spoken: the money of every part held, its rows, the first part's turn asked for. Everything after
 * is the server's own work.
 * @param more what the request has to say beside the settings
 * @returns the speech; the same one again for the same request key
 * @throws AppError `too_large` (`speech_too_long`), `invalid_input` naming every field that the model would refuse;
 *   `not_found` (model, voice, clip), `unsupported`, `quota_exceeded` (`monthly_limit`, `storage_full`), `conflict`
 */
export async function startSpeech(ctx: Context, input: StartSpeechInput, more: JsonObject = {}): Promise<Speech> {
  const { requestKey, ...settings } = input;
  const requestDigest = createHash("sha256").update(JSON.stringify(settings)).digest("hex");
  const made = await findMadeCreation(ctx, { requestKey, requestDigest });
  if (made) return findSpeech(ctx, { id: made.id });
  const model = await requireSpeechModel(ctx, settings.modelId);
  requireAccepted(model, settings);
  const voiceName = await requireChoice(ctx, model, settings.voice);
  if (settings.secondVoice) await requireChoice(ctx, model, settings.secondVoice);

  const { parts, instruction } = planSpeech(model, settings);
  const sound = partSoundOf(model, settings, parts.length);
  const { text, ...rest } = settings;
  const { id } = await openCreation(ctx, {
    ...{ kind: "speech", modelId: model.id, requestKey, requestDigest, purpose: "speech", job: speakPart },
    prompt: beginningOf(text),
    // Read when the voice itself is gone.
    request: JSON.parse(JSON.stringify({ ...rest, ...more, voiceName })) as JsonObject,
    calls: parts.map(({ text: words, bytes }, part) => ({
      body: bodyOf({ model, settings, instruction, text: words, part, sound }),
      ...{ seed: null, usage: { utf8_bytes: bytes }, images: 0 },
    })),
    within: async (tx, { creationId, userId, callIds }) => {
      const { format } = settings;
      await tx.db.speech.create({
        data: { creationId, userId, text, format, partFormat: sound.format, partRate: sound.rate, createdAt: tx.now },
      });
      await tx.db.speechPart.createMany({
        data: parts.map((part, position) => ({ creationId, position, ...part, callId: callIds[position]! })),
      });
    },
  });
  return findSpeech(ctx, { id });
}

function requireAccepted(model: SpeechModel, settings: SpeechSettings): void {
  const [first, ...others] = speechProblems(model, settings);
  if (!first) return;
  throw new AppError(first.reason === "speech_too_long" ? "too_large" : "invalid_input", first.message, {
    field: first.field,
    reason: first.reason,
    fields: Object.fromEntries([...others.reverse(), first].map(({ field, message }) => [field, message])),
  });
}

/** @returns what a voice of one's own is called */
async function requireChoice(ctx: Context, model: SpeechModel, voice: VoiceChoice): Promise<string | undefined> {
  if (voice.kind === "own") return (await requireVoice(ctx, voice.voiceId, model.id)).name;
  if (voice.kind !== "clip") return undefined;
  const [asset] = await requireAssets(ctx, [voice.assetId]);
  if (asset?.kind !== "audio" || asset.trashedAt !== null || asset.missing) {
    throw new AppError("unsupported", "This file is not a recording of a voice.", {
      ...{ field: "voice", reason: "clip_not_audio" },
    });
  }
  if ((asset.durationMs ?? 0) < clipMs && asset.sizeBytes <= clipBytes) return undefined;
  throw new AppError("unsupported", "A clip of a voice is shorter than 30 seconds.", {
    ...{ field: "voice", reason: "clip_too_long" },
  });
}

function beginningOf(text: string): string {
  const words = text.trim();
  return words.length <= promptLength ? words : words.slice(0, promptLength).toWellFormed();
}
