import { isAppError } from "@/lib/core";
import { defineJob, Postpone, whileHolding, type JobContext } from "@/lib/jobs";
import { readAsset, readScratch } from "@/lib/media";
import { siliconflow, type TranscriptionAnswer } from "@/lib/siliconflow";
import { endTurn, pauseAfter, pauseTurns } from "@/lib/turns";
import { beginPart, failPart, giveUpPart, keepPart, returnPart, type BegunPart } from "./begin-part";
import { partName, PartPayload } from "./jobs";
import { forgetMissing, isMissing, missing, noteMissing, saysMissing } from "./missing";
import { askForReading, lockTranscription, partColumns, type PartRow } from "./parts";
import { SAMPLE_RATE } from "./sound";
import { writeWav } from "./wav";

/** Ten minutes are written down in a fraction of a minute. */
const timeoutMs = 300_000;
const storageAwayMs = 3_000;

/**
 * Has one part written down when it is its turn. That is paid and not idempotent, so it is sent at most once: the part is
 * noted as `submitting` first, and found so by a later run it ends as unknown.
 */
export const writeDownPart = defineJob({
  name: partName,
  payload: PartPayload,
  lane: "calls",
  handle: writeDown,
  giveUp: (ctx, { partId }, error) => giveUpPart(ctx, partId, error),
});

async function writeDown(ctx: JobContext, { partId }: PartPayload): Promise<void> {
  const part = await findPart(ctx, partId);
  if (!part) return;
  if (part.state !== "waiting") {
    // An earlier run got further: what is to become of it is decided there.
    await beginPart(ctx, partId);
    return;
  }
  if (await isMissing(ctx)) return giveUpPart(ctx, partId, missing());
  const sound = await readSound(ctx, part);
  if (!sound) return;
  const begun = await beginPart(ctx, partId);
  if (!begun) return;
  let answer: TranscriptionAnswer;
  try {
    // Not tied to `ctx.signal`: a process that stops must not leave a paid call in doubt.
    answer = await siliconflow().transcriptions.create(
      { model: part.modelId, ...sound },
      { totalTimeoutMs: timeoutMs, takesTurns: true },
    );
  } catch (error) {
    return endWithout(ctx, begun, error);
  }
  await keepPart(ctx, begun, answer);
  await forgetMissing(ctx);
}

interface PartToSend extends PartRow {
  transcription: { assetId: string | null; soundKey: string | null; stage: string };
}

function findPart(ctx: JobContext, id: string): Promise<PartToSend | null> {
  return ctx.db.transcriptionPart.findUnique({
    where: { id },
    select: { ...partColumns, transcription: { select: { assetId: true, soundKey: true, stage: true } } },
  });
}

interface Sound {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
}

/**
 * The part's stretch of the samples; the file itself where it could not be cut.
 * @returns undefined where the part is not to be sent now, and what has to happen instead has been seen to
 */
async function readSound(ctx: JobContext, part: PartToSend): Promise<Sound | undefined> {
  const { assetId, soundKey, stage } = part.transcription;
  const { soundOffset, soundBytes } = part;
  try {
    if (stage === "reading") {
      await whileHolding(ctx, (tx) => endTurn(tx, part.id));
    } else if (soundOffset === null || soundBytes === null) {
      return await readWhole(ctx, assetId);
    } else if (soundKey === null) {
      await readAgain(ctx, part);
    } else {
      const samples = await readScratch(soundKey, { start: soundOffset, end: soundOffset + soundBytes - 1 });
      return { bytes: writeWav({ sampleRate: SAMPLE_RATE, channels: 1, samples }), mediaType: "audio/wav" };
    }
  } catch (error) {
    // A store of files that is away comes back.
    if (isAppError(error) && error.code === "unavailable") throw new Postpone(storageAwayMs);
    if (!isAppError(error) || error.code === "internal") throw error;
    if (error.details.reason === "file_missing" && soundKey !== null) await readAgain(ctx, part);
    else await giveUpPart(ctx, part.id, error);
  }
  return undefined;
}

async function readWhole(ctx: JobContext, assetId: string | null): Promise<Sound> {
  const id = assetId ?? "";
  const { mediaType } = await ctx.db.asset.findUniqueOrThrow({ where: { id }, select: { mediaType: true } });
  return { bytes: new Uint8Array(await readAsset(ctx, id)), mediaType };
}

/** The samples are gone by now: the recording is listened to once more, and its parts ask for their turn after that. */
async function readAgain(ctx: JobContext, { id, transcriptionId }: PartRow): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    if (!(await lockTranscription(tx, transcriptionId))) return;
    const { count } = await tx.db.transcription.updateMany({
      where: { id: transcriptionId, stage: "working" },
      data: { stage: "reading", soundKey: null },
    });
    if (count > 0) await askForReading(tx, transcriptionId);
    await endTurn(tx, id);
  });
}

/** What a limit, an outage or the account's state has refused waits again; everything else ends. */
async function endWithout(ctx: JobContext, begun: BegunPart, error: unknown): Promise<void> {
  if (saysMissing(error)) {
    await noteMissing(ctx);
    return failPart(ctx, begun, missing());
  }
  const pause = pauseAfter(error);
  if (!pause) return failPart(ctx, begun, error);
  await returnPart(ctx, begun, { afterMs: pause.pauseMs });
  await pauseTurns(ctx, { modelId: pause.scope === "all" ? null : begun.modelId, pauseMs: pause.pauseMs });
}
