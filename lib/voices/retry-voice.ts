import { AppError } from "@/lib/core";
import { inTransaction, Prisma, type Context } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { findVoice } from "./list-voices";
import { noVoice, requirePerson } from "./person";
import type { Voice } from "./schema";
import { uploadVoice } from "./upload-voice";
import { requireVoiceModel } from "./voice-models";

/**
 * Uploads the sample of a voice once more, of which the provider has nothing, or no longer.
 * @throws AppError `not_found`; `conflict` where it has not failed; `unsupported` (`voice_no_sample`), and as `requireVoiceModel`
 */
export async function retryVoice(ctx: Context, id: string): Promise<Voice> {
  const userId = requirePerson(ctx);
  const row = await ctx.db.voice.findFirst({ where: { id, userId }, select: { sampleId: true, modelId: true } });
  if (!row) throw noVoice();
  if (row.sampleId === null) {
    throw new AppError("unsupported", "The sample of this voice is gone.", { reason: "voice_no_sample" });
  }
  await requireVoiceModel(ctx, row.modelId);
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.voice.updateMany({
      where: { id, userId, state: "failed" },
      data: { state: "uploading", uri: null, failure: Prisma.DbNull, sends: 0 },
    });
    if (count === 0) throw new AppError("conflict", "This voice has not failed.", { reason: "voice_not_failed" });
    await enqueue(tx, uploadVoice, { voiceId: id });
  });
  return findVoice(ctx, id);
}
