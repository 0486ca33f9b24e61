import { splitAtPauses } from "@/lib/audio";
import { AppError, isAppError } from "@/lib/core";
import { database } from "@/lib/db";
import { defineJob, Postpone, whileHolding, type JobContext } from "@/lib/jobs";
import { dropScratch, writeScratch } from "@/lib/media";
import { cancelCharge } from "@/lib/metering";
import { endRefusedReading } from "./end-reading";
import { endSilent } from "./end-part";
import { readName, ReadPayload } from "./jobs";
import { goOn, lockTranscription, partColumns, type PartRow } from "./parts";
import { fitPieces, partLengths, type Piece } from "./plan";
import { SAMPLE_RATE, soundOf } from "./sound";
import { isSilent } from "./wav";

/** Parts may wait for hours; samples that are gone by then are made again. */
const keepMs = 24 * 3_600_000;
const storageAwayMs = 3_000;
const headerBytes = 44;
/** What the provider takes of a file that cannot be cut here. */
const whole = { bytes: 50_000_000, ms: 3_600_000 };

/** Listens to a recording for its pauses, and makes its samples ready for the parts between them. */
export const readRecording = defineJob({
  name: readName,
  payload: ReadPayload,
  lane: "captures",
  handle: read,
  giveUp: (ctx, { transcriptionId }, error) => endRefusedReading(ctx, transcriptionId, error),
});

async function read(ctx: JobContext, { transcriptionId }: ReadPayload): Promise<void> {
  const row = await ctx.db.transcription.findUnique({
    where: { id: transcriptionId },
    select: { stage: true, assetId: true, timed: true, durationMs: true, asset: { select: { sizeBytes: true } } },
  });
  if (row?.stage !== "reading") return;
  try {
    if (row.assetId === null) throw new AppError("not_found", "The recording was deleted.", { reason: "file_missing" });
    const { soundKey, pieces } = await divide(ctx, { assetId: row.assetId, timed: row.timed });
    if (await keepPieces(ctx, { transcriptionId, soundKey, pieces })) return;
    await dropScratch({ db: database() }, soundKey);
  } catch (error) {
    if (isAppError(error) && error.code === "unavailable") throw new Postpone(storageAwayMs);
    if (!isAppError(error) || error.code === "internal") throw error;
    const fits = (row.asset?.sizeBytes ?? Infinity) <= whole.bytes && row.durationMs <= whole.ms;
    // What the provider can read and we cannot goes as it is, as long as its times need not be found here.
    if (error.details.reason === "audio_codec" && !row.timed && fits) {
      await keepPieces(ctx, { transcriptionId, soundKey: null, pieces: [] });
    } else await endRefusedReading(ctx, transcriptionId, error);
  }
}

/** Writes the samples while they are cut, so that no more than one piece is held at a time. */
async function divide(
  ctx: JobContext,
  { assetId, timed }: { assetId: string; timed: boolean },
): Promise<{ soundKey: string; pieces: Piece[] }> {
  const pieces: Piece[] = [];
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const written = writeScratch(readable, { keepMs });
  // Told below; until then nobody is there to hear of it.
  written.catch(() => {});
  try {
    await splitAtPauses(
      ctx,
      soundOf(ctx, assetId),
      { ...partLengths(timed), sampleRate: SAMPLE_RATE },
      async ({ fromMs, toMs, wav }) => {
        const samples = wav.subarray(headerBytes);
        pieces.push({ fromMs, toMs, bytes: samples.length, silent: isSilent(samples) });
        await writer.write(new Uint8Array(samples));
      },
    );
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => {});
    // Where it is the storage that fails, that is the cause.
    await written;
    throw error;
  }
  return { soundKey: await written, pieces };
}

interface Divided {
  transcriptionId: string;
  soundKey: string | null;
  /** none: the file goes as it is */
  pieces: readonly Piece[];
}

/** @returns false where the samples are not needed after all */
async function keepPieces(ctx: JobContext, { transcriptionId, soundKey, pieces }: Divided): Promise<boolean> {
  return whileHolding(ctx, async (tx) => {
    if (!(await lockTranscription(tx, transcriptionId))) return false;
    const { count } = await tx.db.transcription.updateMany({
      where: { id: transcriptionId, stage: "reading" },
      data: { stage: "working", soundKey, ...(pieces.length > 0 && { durationMs: pieces.at(-1)!.toMs }) },
    });
    if (count === 0) return false;
    const parts = await tx.db.transcriptionPart.findMany({
      where: { transcriptionId },
      orderBy: { position: "asc" },
      select: partColumns,
    });
    // Those that were cut before stay as they were: the samples are the same again.
    if (parts.every(({ soundBytes, toMs }) => soundBytes === null && toMs === null)) {
      await assign(tx, parts, pieces);
    }
    await goOn(tx, transcriptionId);
    return true;
  });
}

/** Each part gets its piece. Parts that are not needed go, with what was held for them. */
async function assign(tx: JobContext, parts: readonly PartRow[], pieces: readonly Piece[]): Promise<void> {
  const fitted = fitPieces(pieces, parts.length);
  const needed = Math.max(1, fitted.length);
  for (const { id, chargeId } of parts.slice(needed)) {
    await cancelCharge(tx, { chargeId });
    await tx.db.transcriptionPart.delete({ where: { id } });
  }
  const ranges: object[] = [];
  let offset = 0;
  for (const [at, { fromMs, toMs, bytes }] of fitted.entries()) {
    ranges.push({ id: parts[at]!.id, from_ms: fromMs, to_ms: toMs, sound_offset: offset, sound_bytes: bytes });
    offset += bytes;
  }
  await tx.db.$executeRaw`
    update transcription_parts p set from_ms = r.from_ms, to_ms = r.to_ms, sound_offset = r.sound_offset,
      sound_bytes = r.sound_bytes
    from jsonb_to_recordset(${JSON.stringify(ranges)}::jsonb)
      as r(id text, from_ms int, to_ms int, sound_offset int, sound_bytes int)
    where p.id = r.id`;
  for (const [at, { silent }] of fitted.entries()) if (silent) await endSilent(tx, parts[at]!);
}
