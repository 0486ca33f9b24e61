import { z } from "zod";
import { isAppError } from "@/lib/core";
import { now, Prisma } from "@/lib/db";
import { defineJob, Postpone, whileHolding, type JobContext } from "@/lib/jobs";
import { readAsset } from "@/lib/media";
import { siliconflow } from "@/lib/siliconflow";
import type { VoiceFailure } from "./schema";
import { afterUpload, LOOK_MS, madeBy, nextStep, toVoiceFailure, UPLOAD_MS } from "./upload-decision";

const VoicePayload = z.object({ voiceId: z.string() });
type VoicePayload = z.infer<typeof VoicePayload>;

/**
 * Brings a voice to the provider. That it is being sent is noted first; whoever finds it so without an answer looks for
 * it in the provider's list by its own name, and sends it again only when it cannot be there any more.
 */
export const uploadVoice = defineJob({
  name: "upload-voice",
  payload: VoicePayload,
  lane: "calls",
  handle: upload,
  giveUp: (ctx, { voiceId }, error) => failVoice(ctx, voiceId, toVoiceFailure(error)),
});

const columns = {
  id: true,
  modelId: true,
  customName: true,
  transcript: true,
  sampleId: true,
  asBase64: true,
  sends: true,
  sentAt: true,
} satisfies Prisma.VoiceSelect;
type Row = Prisma.VoiceGetPayload<{ select: typeof columns }>;

async function upload(ctx: JobContext, { voiceId }: VoicePayload): Promise<void> {
  const voice = await ctx.db.voice.findFirst({ where: { id: voiceId, state: "uploading" }, select: columns });
  if (!voice) return;
  if (voice.sentAt !== null && (await findSent(ctx, voice))) return;
  const step = nextStep(voice, now());
  if (step === "look") throw new Postpone(LOOK_MS);
  if (step === "leave") return failVoice(ctx, voiceId, { code: "provider_unavailable", reason: "voice_unsettled" });

  let sample: Uint8Array<ArrayBuffer>;
  try {
    sample = await readSample(ctx, voice);
  } catch (error) {
    // A store of files that is away comes back; a sample that is gone does not.
    if (!isAppError(error) || error.code !== "not_found") throw error;
    return failVoice(ctx, voiceId, { code: "not_found", reason: "voice_no_sample" });
  }
  if (!(await noteSending(ctx, voiceId))) return;
  try {
    // Not tied to `ctx.signal`: a process that stops must not leave it in doubt.
    const { uri } = await send(voice, sample);
    await arrived(ctx, voiceId, uri);
  } catch (error) {
    const meaning = afterUpload(error);
    if (meaning === "unknown") throw new Postpone(LOOK_MS);
    await noteRefused(ctx, voiceId);
    if (meaning === "again") throw error;
    await failVoice(ctx, voiceId, meaning);
  }
}

async function readSample(ctx: JobContext, { sampleId }: Row): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await readAsset(ctx, sampleId ?? ""));
}

function send(
  { modelId: model, customName, transcript: text, asBase64 }: Row,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ uri: string }> {
  const { voices } = siliconflow();
  const options = { totalTimeoutMs: UPLOAD_MS };
  if (!asBase64) return voices.uploadFile({ model, customName, text, bytes, mediaType: "audio/wav" }, options);
  const audio = `data:audio/wav;base64,${Buffer.from(bytes).toString("base64")}`;
  return voices.upload({ model, customName, text, audio }, options);
}

/** An earlier attempt had arrived: it is found by the name that no other voice has. */
async function findSent(ctx: JobContext, { id, customName }: Row): Promise<boolean> {
  const list = await siliconflow().voices.list({ signal: ctx.signal });
  const [voice] = madeBy(customName, list);
  if (!voice) return false;
  await arrived(ctx, id, voice.uri);
  return true;
}

/** @returns false where it was deleted meanwhile: then nothing is sent */
async function noteSending(ctx: JobContext, id: string): Promise<boolean> {
  const { count } = await whileHolding(ctx, (tx) =>
    tx.db.voice.updateMany({
      where: { id, state: "uploading" },
      data: { sentAt: now(), sends: { increment: 1 } },
    }),
  );
  return count > 0;
}

/** The provider said that it has done nothing. */
async function noteRefused(ctx: JobContext, id: string): Promise<void> {
  await whileHolding(ctx, (tx) =>
    tx.db.voice.updateMany({ where: { id }, data: { sentAt: null, sends: { decrement: 1 } } }),
  );
}

/** Its address is noted also where it is to be deleted, so that it can be. */
async function arrived(ctx: JobContext, id: string, uri: string): Promise<void> {
  await whileHolding(ctx, (tx) =>
    tx.db.$executeRaw(Prisma.sql`
      update voices set uri = ${uri}, sent_at = null, failure = null, ready_at = ${now()},
        state = case when state = 'deleting' then state else 'ready'::voice_state end
      where id = ${id}`),
  );
}

async function failVoice(ctx: JobContext, id: string, failure: VoiceFailure): Promise<void> {
  await whileHolding(ctx, (tx) =>
    tx.db.voice.updateMany({ where: { id, state: "uploading" }, data: { state: "failed", failure: { ...failure } } }),
  );
}
