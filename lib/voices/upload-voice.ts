import { z } from "zod";
import { isAppError } from "@/lib/core";
import { now, Prisma } from "@/lib/db";
import { defineJob, Postpone, whileHolding, type JobContext } from "@/lib/jobs";
import { readAsset } from "@/lib/media";
import { cancelCharge, holdCharge, prepareCharge } from "@/lib/metering";
import { siliconflow } from "@/lib/siliconflow";
import type { VoiceFailure } from "./schema";
import { settleUpload, uploadRates as rates, uploadUsage as usage } from "./upload-charge";
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
  userId: true,
  modelId: true,
  customName: true,
  transcript: true,
  sampleId: true,
  asBase64: true,
  sends: true,
  sentAt: true,
  chargeId: true,
} satisfies Prisma.VoiceSelect;
type Row = Prisma.VoiceGetPayload<{ select: typeof columns }>;

async function upload(ctx: JobContext, { voiceId }: VoicePayload): Promise<void> {
  const voice = await ctx.db.voice.findFirst({ where: { id: voiceId, state: "uploading" }, select: columns });
  if (!voice) return;
  if (voice.sentAt !== null && (await findSent(ctx, voice))) return;
  const step = nextStep(voice, now());
  if (step === "look") throw new Postpone(LOOK_MS);
  // The list has shown nothing for so long: what became of the attempt before, nobody will know.
  if (voice.sentAt !== null) await settleUpload(ctx, voice.chargeId, { outcome: "unknown" });
  if (step === "leave") return failVoice(ctx, voiceId, { code: "provider_unavailable", reason: "voice_unsettled" });

  let sample: Uint8Array<ArrayBuffer>;
  try {
    sample = await readSample(ctx, voice);
  } catch (error) {
    // A store of files that is away comes back; a sample that is gone does not.
    if (!isAppError(error) || error.code !== "not_found") throw error;
    return failVoice(ctx, voiceId, { code: "not_found", reason: "voice_no_sample" });
  }
  const chargeId = await noteSending(ctx, voice);
  if (chargeId === undefined) return;
  let sent: Sent;
  try {
    // Not tied to `ctx.signal`: a process that stops must not leave it in doubt.
    sent = await send(voice, sample);
  } catch (error) {
    const meaning = afterUpload(error);
    if (meaning === "unknown") throw new Postpone(LOOK_MS);
    await noteRefused(ctx, voiceId, chargeId);
    if (meaning === "again") throw error;
    return failVoice(ctx, voiceId, meaning);
  }
  await arrived(ctx, voiceId, sent.uri, { chargeId, traceId: sent.traceId });
}

async function readSample(ctx: JobContext, { sampleId }: Row): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await readAsset(ctx, sampleId ?? ""));
}

interface Sent {
  uri: string;
  traceId?: string | undefined;
}

function send(
  { modelId: model, customName, transcript: text, asBase64 }: Row,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Sent> {
  const { voices } = siliconflow();
  const options = { totalTimeoutMs: UPLOAD_MS };
  if (!asBase64) return voices.uploadFile({ model, customName, text, bytes, mediaType: "audio/wav" }, options);
  const audio = `data:audio/wav;base64,${Buffer.from(bytes).toString("base64")}`;
  return voices.upload({ model, customName, text, audio }, options);
}

/** An earlier attempt had arrived: it is found by the name that no other voice has. */
async function findSent(ctx: JobContext, { id, customName, chargeId }: Row): Promise<boolean> {
  const list = await siliconflow().voices.list({ signal: ctx.signal });
  const [voice] = madeBy(customName, list);
  if (!voice) return false;
  await arrived(ctx, id, voice.uri, { chargeId });
  return true;
}

/** @returns the charge of the call that is sent now; undefined where it was deleted meanwhile: then nothing is sent */
async function noteSending(ctx: JobContext, { id, userId, modelId, sends }: Row): Promise<string | undefined> {
  if (userId === null) return undefined;
  const wanted = { userId, modelId, purpose: "voice", estimate: usage, rates };
  const charge = await prepareCharge(ctx, wanted);
  return whileHolding(ctx, async (tx) => {
    const { count } = await tx.db.voice.updateMany({
      where: { id, state: "uploading", sends },
      data: { sentAt: now(), sends: sends + 1, chargeId: charge.id },
    });
    if (count > 0) await holdCharge(tx, wanted, charge);
    // Written by this very transaction, where the answer to its first commit was lost.
    else if ((await tx.db.charge.count({ where: { id: charge.id } })) === 0) return undefined;
    return charge.id;
  });
}

/** The provider said that it has done nothing. */
async function noteRefused(ctx: JobContext, id: string, chargeId: string): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    await tx.db.voice.updateMany({
      where: { id, sentAt: { not: null } },
      data: { sentAt: null, sends: { decrement: 1 } },
    });
    await cancelCharge(tx, { chargeId });
  });
}

/** Its address is noted also where it is to be deleted, so that it can be. */
async function arrived(
  ctx: JobContext,
  id: string,
  uri: string,
  { chargeId, traceId }: { chargeId: string | null; traceId?: string | undefined },
): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    await tx.db.$executeRaw(Prisma.sql`
      update voices set uri = ${uri}, sent_at = null, failure = null, ready_at = ${now()},
        state = case when state = 'deleting' then state else 'ready'::voice_state end
      where id = ${id}`);
    await settleUpload(tx, chargeId, { outcome: "complete", traceId });
  });
}

async function failVoice(ctx: JobContext, id: string, failure: VoiceFailure): Promise<void> {
  await whileHolding(ctx, (tx) =>
    tx.db.voice.updateMany({ where: { id, state: "uploading" }, data: { state: "failed", failure: { ...failure } } }),
  );
}
