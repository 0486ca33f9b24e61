import { toCreationFailure } from "@/lib/creations";
import { now } from "@/lib/db";
import { whileHolding, type JobContext } from "@/lib/jobs";
import { refuse, toJson } from "./end-part";
import { goOn, lockTranscription } from "./parts";

/** Ends a transcription whose recording cannot be listened to. Nothing was sent of what waits, so nothing of it is paid. */
export async function endRefusedReading(ctx: JobContext, transcriptionId: string, error: unknown): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    if (!(await lockTranscription(tx, transcriptionId))) return;
    const { count } = await tx.db.transcription.updateMany({
      where: { id: transcriptionId, stage: "reading" },
      data: { failure: toJson(toCreationFailure(error, { refunded: true })), endedAt: now() },
    });
    if (count === 0) return;
    const waiting = await tx.db.transcriptionPart.findMany({
      where: { transcriptionId, state: "waiting" },
      select: { id: true, chargeId: true },
    });
    for (const part of waiting) await refuse(tx, part, error);
    await goOn(tx, transcriptionId);
  });
}
