import type { Context } from "@/lib/db";

/**
 * Notes that the provider no longer knows a voice that was ready. Its sample is kept, so that it can be uploaded again.
 * @param uri as it was used: one that the voice has got since is not meant
 */
export async function loseVoice(ctx: Pick<Context, "db">, voiceId: string, uri?: string): Promise<void> {
  await ctx.db.voice.updateMany({
    where: { id: voiceId, state: "ready", ...(uri !== undefined && { uri }) },
    data: { state: "failed", failure: { code: "provider_rejected", reason: "voice_gone" } },
  });
}
