import type { CallState } from "@/lib/creations/schema";
import type { Context, SqlContext } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { dropScratch } from "@/lib/media";
import { requestTurn } from "@/lib/turns";
import { now } from "@/lib/db";
import { partJob, readJob } from "./jobs";

/** A part as its steps see it. */
export interface PartRow {
  id: string;
  transcriptionId: string;
  userId: string;
  modelId: string;
  position: number;
  state: CallState;
  fromMs: number | null;
  toMs: number | null;
  soundOffset: number | null;
  soundBytes: number | null;
  chargeId: string;
  submittedAt: Date | null;
}

export const partColumns = {
  id: true,
  transcriptionId: true,
  userId: true,
  modelId: true,
  position: true,
  state: true,
  fromMs: true,
  toMs: true,
  soundOffset: true,
  soundBytes: true,
  chargeId: true,
  submittedAt: true,
} as const;

/**
 * Parts of one transcription that are under way or ask for their turn: a long recording is no long queue, and no more
 * than so many of its parts are in memory.
 */
const AT_ONCE = 4;

/** One that nobody else moves on until the transaction ends: locked before its parts. False where it is gone. */
export async function lockTranscription(tx: SqlContext, id: string): Promise<boolean> {
  const rows = await tx.db.$queryRaw<unknown[]>`select 1 as one from transcriptions where id = ${id} for update`;
  return rows.length > 0;
}

/** A part, with its transcription locked; undefined where it has gone with that or with its person. */
export async function lockPart(tx: Context, id: string): Promise<PartRow | undefined> {
  const known = await tx.db.transcriptionPart.findUnique({ where: { id }, select: { transcriptionId: true } });
  if (!known || !(await lockTranscription(tx, known.transcriptionId))) return undefined;
  return (await tx.db.transcriptionPart.findUnique({ where: { id }, select: partColumns })) ?? undefined;
}

/** After a part has ended: others ask for their turn, or all of it is over. The transcription is locked. */
export async function goOn(tx: Context, transcriptionId: string): Promise<void> {
  const open = await tx.db.transcriptionPart.count({
    where: { transcriptionId, state: { in: ["waiting", "submitting"] } },
  });
  if (open > 0) return requestTurns(tx, transcriptionId);
  const { soundKey } = await tx.db.transcription.update({
    where: { id: transcriptionId },
    data: { stage: "over", endedAt: now() },
    select: { soundKey: true },
  });
  const missing = await tx.db.transcriptionPart.count({ where: { transcriptionId, state: { not: "done" } } });
  // What is missing may be asked for again: until then the sound stays for as long as it was noted for.
  if (missing === 0 && soundKey !== null) await dropScratch(tx, soundKey);
}

/** The first of those that wait ask for their turn. */
export async function requestTurns(tx: Context, transcriptionId: string): Promise<void> {
  const next = await tx.db.$queryRaw<{ id: string; userId: string; modelId: string; settled: boolean }[]>`
    select p.id, p.user_id as "userId", p.model_id as "modelId", p.state = 'submitting' or t.key is not null as settled
    from transcription_parts p left join turns t on t.key = p.id
    where p.transcription_id = ${transcriptionId} and p.state in ('submitting', 'waiting')
    order by p.state = 'submitting' desc, p.position limit ${AT_ONCE}`;
  for (const { id, userId, modelId, settled } of next) {
    if (settled) continue;
    await requestTurn(tx, { key: id, modelId, userId, images: 0, job: partJob, payload: { partId: id } });
  }
}

/** The recording is to be listened to, once more where it was before. */
export async function askForReading(tx: SqlContext, transcriptionId: string): Promise<void> {
  await enqueue(tx, readJob, { transcriptionId }, { key: transcriptionId });
}
