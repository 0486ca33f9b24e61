import { Readable } from "node:stream";
import { AppError, newId } from "@/lib/core";
import type { Context } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { saveAudio } from "@/lib/media";
import { cutSample, unfit } from "./check-sample";
import { newCustomName } from "./custom-name";
import { findVoice } from "./list-voices";
import { requirePerson } from "./person";
import { MAX_VOICES, type CreateVoiceInput, type Voice } from "./schema";
import { uploadVoice } from "./upload-voice";
import { requireVoiceModel } from "./voice-models";

/**
 * Takes in a voice: its sample is cut, listened to and kept, the consent noted with its time, and its upload asked for.
 * @returns the voice, still `uploading`; the same one again for the same request key
 * @throws AppError as `cutSample` and `requireVoiceModel`; `invalid_input` with a reason of `sampleProblems`; `conflict`
 *   (`request_key`, `too_many_voices`); `quota_exceeded` (`storage_full`)
 */
export async function createVoice(ctx: Context, input: CreateVoiceInput): Promise<Voice> {
  const userId = requirePerson(ctx);
  const made = await findMade(ctx, userId, input);
  if (made) return made;
  const { id: modelId } = await requireVoiceModel(ctx, input.modelId);
  await requireRoom(ctx, userId);
  const { recording, wav, problem } = await cutSample(ctx, input);
  if (problem) throw unfit(problem);

  const { requestKey, name, transcript, asBase64, discard } = input;
  const id = newId();
  try {
    await saveAudio(
      ctx,
      { userId, source: async () => Readable.from([wav]), name, origin: "voice", modelId: null, prompt: transcript },
      async (tx, { id: sampleId }) => {
        await tx.db.voice.create({
          data: {
            ...{ id, userId, name, modelId, transcript, sampleId, asBase64, requestKey },
            customName: newCustomName(),
            consentAt: tx.now,
            createdAt: tx.now,
          },
        });
        await enqueue(tx, uploadVoice, { voiceId: id });
        if (!discard) return;
        await tx.db.asset.updateMany({
          where: { id: recording.id, userId, trashedAt: null },
          data: { trashedAt: tx.now },
        });
      },
    );
  } catch (error) {
    // Asked for twice at once: the other one was first.
    const other = await findMade(ctx, userId, input);
    if (!other) throw error;
    return other;
  }
  return findVoice(ctx, id);
}

/** What the same key has made before. @throws AppError `conflict` where that was something else */
async function findMade(ctx: Context, userId: string, input: CreateVoiceInput): Promise<Voice | undefined> {
  const { requestKey, modelId, transcript } = input;
  const row = await ctx.db.voice.findFirst({
    where: { userId, requestKey },
    select: { id: true, modelId: true, transcript: true, state: true },
  });
  if (!row) return undefined;
  if (row.modelId === modelId && row.transcript === transcript) return findVoice(ctx, row.id);
  throw new AppError("conflict", "This request was made before, with other contents.", { reason: "request_key" });
}

async function requireRoom(ctx: Context, userId: string): Promise<void> {
  if ((await ctx.db.voice.count({ where: { userId } })) < MAX_VOICES) return;
  throw new AppError("conflict", "You have as many voices as one person may have.", { reason: "too_many_voices" });
}
