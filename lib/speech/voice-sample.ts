import { setTimeout as delay } from "node:timers/promises";
import { AppError, newId } from "@/lib/core";
import { database, systemContext, type Context } from "@/lib/db";
import { cancelCharge, openCharge, settleCharge, type OpenCharge } from "@/lib/metering";
import { isProviderError, siliconflow } from "@/lib/siliconflow";
import { storage } from "@/lib/storage";
import { sampleTexts, type VoiceSampleInput } from "./input";
import { requireSpeechModel } from "./list-speech-models";
import { requirePerson } from "./person";
import type { VoiceSample } from "./speech";
import { utf8Bytes } from "./utf8";

/** One sentence takes seconds; whoever asks meanwhile waits for it. */
const timeoutMs = 60_000;
const lookMs = 200;
const mostBytes = 4_000_000;
const mediaType = "audio/mpeg";

/**
 * How one of the provider's voices sounds. It is made once for everybody, and paid by whoever asks first.
 * @throws AppError `not_found`, `unsupported`, `invalid_input` (`speech_voice`), `quota_exceeded`; ProviderError
 */
export async function makeSample(ctx: Context, input: VoiceSampleInput): Promise<VoiceSample> {
  const userId = requirePerson(ctx);
  const { modelId, voice, language } = input;
  const model = await requireSpeechModel(ctx, modelId);
  if (!model.systemVoices.includes(voice)) {
    throw new AppError("invalid_input", `${model.name} does not have this voice.`, {
      ...{ field: "voice", reason: "speech_voice" },
    });
  }
  const described = { modelId, voice, language, mediaType, currency: model.currency };
  for (const since = performance.now(); performance.now() - since < timeoutMs; await delay(lookMs)) {
    const place = await takePlace(ctx, input);
    if (place.isMade) return { id: place.id, ...described, costNanos: "0" };
    if (!place.isOurs) continue;
    const costNanos = await make(place.id, { userId, ...input });
    return { id: place.id, ...described, costNanos: String(costNanos) };
  }
  throw new AppError("unavailable", "This sample takes too long. Try again in a moment.", {});
}

interface Place {
  id: string;
  isMade: boolean;
  isOurs: boolean;
}

/** The sample's row: there, being made by another, or ours to make. */
async function takePlace(ctx: Context, { modelId, voice, language }: VoiceSampleInput): Promise<Place> {
  const id = newId();
  const taken = await ctx.db.$queryRaw<{ id: string }[]>`
    insert into voice_samples (id, model_id, voice, language, due_at)
    values (${id}, ${modelId}, ${voice}, ${language}, clock_timestamp() + interval '2 minutes')
    on conflict (model_id, voice, language) do update set id = excluded.id, due_at = excluded.due_at
      where voice_samples.key is null and voice_samples.due_at < clock_timestamp()
    returning id`;
  if (taken.length > 0) return { id, isMade: false, isOurs: true };
  const there = await ctx.db.voiceSample.findUnique({
    where: { modelId_voice_language: { modelId, voice, language } },
    select: { id: true, key: true },
  });
  return { id: there?.id ?? "", isMade: there?.key != null, isOurs: false };
}

/** Not tied to the request: what was paid is kept, whether its listener stays or not. */
async function make(id: string, input: VoiceSampleInput & { userId: string }): Promise<bigint> {
  const ctx = systemContext();
  const { userId, modelId, voice, language } = input;
  const text = sampleTexts[language];
  try {
    const usage = { utf8_bytes: utf8Bytes(text) };
    const charge = await openCharge(ctx, { userId, modelId, purpose: "speech", estimate: usage });
    const { bytes, traceId } = await ask(charge, usage, { model: modelId, input: text, voice: `${modelId}:${voice}` });
    const { costNanos } = await settleCharge(ctx, {
      ...{ chargeId: charge.id, usage, basis: "measured", outcome: "complete" },
      ...(traceId !== undefined && { traceId }),
    });
    await keep(id, bytes);
    return costNanos;
  } catch (error) {
    // Whoever asks next makes it.
    await ctx.db.voiceSample.deleteMany({ where: { id, key: null } });
    throw error;
  }
}

async function ask(
  { id: chargeId }: OpenCharge,
  usage: { utf8_bytes: number },
  spoken: { model: string; input: string; voice: string },
): Promise<{ bytes: Buffer; traceId: string | undefined }> {
  const ctx = systemContext();
  let traceId: string | undefined;
  try {
    const body = { ...spoken, response_format: "mp3", sample_rate: 44_100, stream: true } as const;
    const answer = await siliconflow().speech.create(body, { totalTimeoutMs: timeoutMs });
    traceId = answer.traceId;
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of answer.audio) {
      pieces.push(piece as Buffer);
      if ((size += (piece as Buffer).length) > mostBytes) throw new Error("A sample of a voice is not that long.");
    }
    return { bytes: Buffer.concat(pieces), traceId };
  } catch (error) {
    const refused = isProviderError(error) && error.outcome === "refused" && traceId === undefined;
    if (refused) await cancelCharge(ctx, { chargeId });
    else {
      await settleCharge(ctx, {
        ...{ chargeId, usage, basis: "estimated", outcome: traceId === undefined ? "unknown" : "interrupted" },
        ...(traceId !== undefined && { traceId }),
      });
    }
    throw error;
  }
}

/** As with every file, its removal is noted first and taken back with the row. */
async function keep(id: string, bytes: Buffer): Promise<void> {
  const key = newId();
  const db = database();
  await db.$executeRaw`
    insert into file_removals (key, due_at) values (${key}, clock_timestamp() + interval '30 minutes')`;
  const { sizeBytes } = await storage().put(key, bytes, { sizeBytes: bytes.length });
  await db.$transaction(async (tx) => {
    const { count } = await tx.voiceSample.updateMany({
      where: { id, key: null },
      data: { key, sizeBytes, mediaType },
    });
    if (count === 1) await tx.fileRemoval.deleteMany({ where: { key } });
  });
}
