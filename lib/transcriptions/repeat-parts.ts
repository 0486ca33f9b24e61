import { AppError } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { requireAssets } from "@/lib/media";
import { openCharge } from "@/lib/metering";
import { ratesOf } from "@/lib/models";
import { usage } from "./end-part";
import { loadTranscription } from "./load-transcription";
import { requireTranscriptionModel } from "./models";
import { lockTranscription, requestTurns } from "./parts";
import { noTranscription, requirePerson } from "./person";
import type { RepeatPartsInput, Transcription } from "./schema";

/**
 * Asks once more for what is missing of a transcription, or for one part of it: a new call each, with a charge of its
 * own. What is there, waits or is under way stays as it is, so that asking twice is asking once.
 * @throws AppError `not_found`, `unsupported`, `quota_exceeded`; `conflict` (`transcription_unread`) where the recording
 *   itself could not be listened to
 */
export async function repeatParts(
  ctx: Context,
  { id, position }: RepeatPartsInput & { id: string },
): Promise<Transcription> {
  const userId = requirePerson(ctx);
  const row = await ctx.db.transcription.findFirst({
    where: { id, userId },
    select: { modelId: true, assetId: true, failure: true },
  });
  if (!row) throw noTranscription();
  if (row.failure !== null) {
    throw new AppError("conflict", "This recording could not be read. Start again with another one.", {
      reason: "transcription_unread",
    });
  }
  const { modelId } = row;
  await requireTranscriptionModel(ctx, modelId);
  await requireAssets(ctx, row.assetId === null ? [""] : [row.assetId]);
  const rates = await ratesOf(ctx, modelId);
  await inTransaction(ctx, async (tx) => {
    if (!(await lockTranscription(tx, id))) throw noTranscription();
    const missing = await tx.db.transcriptionPart.findMany({
      where: { transcriptionId: id, state: { in: ["failed", "unknown"] }, ...(position !== undefined && { position }) },
      select: { id: true, costNanos: true },
    });
    for (const part of missing) {
      const charge = await openCharge(tx, { userId, modelId, purpose: "transcription", estimate: usage, rates });
      await tx.db.$executeRaw`
        update transcription_parts set state = 'waiting', charge_id = ${charge.id}, failure = null, receipt = null,
          earlier_nanos = earlier_nanos + cost_nanos, cost_nanos = ${charge.holdNanos}::bigint, submitted_at = null,
          ended_at = null
        where id = ${part.id}`;
    }
    if (missing.length === 0) return;
    await tx.db.transcription.updateMany({ where: { id, stage: "over" }, data: { stage: "working", endedAt: null } });
    await requestTurns(tx, id);
  });
  return loadTranscription(ctx, { id, userId });
}
