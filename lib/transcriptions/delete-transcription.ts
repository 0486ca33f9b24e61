import { inTransaction, type Context } from "@/lib/db";
import { dropScratch } from "@/lib/media";
import { noTranscription, requirePerson } from "./person";

/**
 * Deletes a transcription for good; the recording stays. What has not been sent is not sent, and costs nothing; what is
 * under way is paid for.
 * @throws AppError `not_found`
 */
export async function deleteTranscription(ctx: Context, { id }: { id: string }): Promise<void> {
  const userId = requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.$queryRaw<{ soundKey: string | null }[]>`
      select sound_key as "soundKey" from transcriptions where id = ${id} and user_id = ${userId} for update`;
    if (!row) throw noTranscription();
    await tx.db.$executeRaw`
      delete from turns where granted_at is null
        and key in (select p.id from transcription_parts p where p.transcription_id = ${id})`;
    // A trigger gives back what was held for those that wait.
    await tx.db.transcription.delete({ where: { id } });
    if (row.soundKey !== null) await dropScratch(tx, row.soundKey);
  });
}
