import { inTransaction, Prisma, type Context } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { sweepFiles } from "@/lib/media";
import { noVoice, requirePerson } from "./person";
import { removeVoice } from "./remove-voice";

/**
 * Deletes a voice of the acting person: from now on nobody can speak with it, and its sample is gone. That the provider
 * lets go of it as well is a job's, which survives whatever happens; its row stands until then.
 * @throws AppError `not_found`
 */
export async function deleteVoice(ctx: Context, id: string): Promise<void> {
  const userId = requirePerson(ctx);
  await inTransaction(ctx, (tx) => beginRemoval(tx, { id, userId }));
  await sweepFiles(ctx).catch(() => {});
}

/** @throws AppError `not_found` */
async function beginRemoval(tx: Context, where: { id: string; userId: string }): Promise<void> {
  const row = await tx.db.voice.findFirst({ where, select: { state: true, sampleId: true } });
  if (!row) throw noVoice();
  if (row.state === "deleting") return;
  await tx.db.voice.updateMany({
    where,
    data: { state: "deleting", shared: false, transcript: "", failure: Prisma.DbNull, sampleId: null },
  });
  if (row.sampleId !== null) await tx.db.asset.deleteMany({ where: { id: row.sampleId, userId: where.userId } });
  await enqueue(tx, removeVoice, { voiceId: where.id }, { key: where.id });
}
