import { z } from "zod";
import { now } from "@/lib/db";
import { defineJob, Postpone, whileHolding, type JobContext } from "@/lib/jobs";
import { isProviderError, siliconflow } from "@/lib/siliconflow";
import { settleUpload } from "./upload-charge";
import { LOOK_MS, madeBy, nextStep, toVoiceFailure } from "./upload-decision";

const VoicePayload = z.object({ voiceId: z.string() });
type VoicePayload = z.infer<typeof VoicePayload>;

/** Lets the provider forget a voice, and then its row. May run as often as it likes: what is gone stays gone. */
export const removeVoice = defineJob({
  name: "remove-voice",
  payload: VoicePayload,
  attempts: 20,
  handle: remove,
  giveUp: async (ctx, { voiceId }, error) => {
    // The sweep asks again; meanwhile the row says what is in the way.
    const failure = { ...toVoiceFailure(error) };
    await whileHolding(ctx, (tx) =>
      tx.db.voice.updateMany({ where: { id: voiceId, state: "deleting" }, data: { failure } }),
    );
  },
});

async function remove(ctx: JobContext, { voiceId }: VoicePayload): Promise<void> {
  const voice = await ctx.db.voice.findFirst({
    where: { id: voiceId, state: "deleting" },
    select: { uri: true, customName: true, sends: true, sentAt: true, chargeId: true },
  });
  if (!voice) return;
  const { uri, customName, sends, sentAt, chargeId } = voice;
  if (uri !== null) await deleteAtProvider(ctx, uri);
  // One that was sent more than once, or whose answer is not known, may be there by its name alone.
  if (sentAt !== null || sends > 1) {
    const list = await siliconflow().voices.list({ signal: ctx.signal });
    const left = madeBy(customName, list);
    if (left.length > 0) await settleUpload(ctx, chargeId, { outcome: "complete" });
    for (const each of left) await deleteAtProvider(ctx, each.uri);
    if (uri === null && nextStep({ sentAt, sends: 0 }, now()) === "look") throw new Postpone(LOOK_MS);
  }
  await whileHolding(ctx, async (tx) => {
    if (sentAt !== null) await settleUpload(tx, chargeId, { outcome: "unknown" });
    await tx.db.voice.deleteMany({ where: { id: voiceId, state: "deleting" } });
  });
}

/** Deletes a voice there. That it is gone already is as good. @throws ProviderError */
export async function deleteAtProvider(ctx: { signal?: AbortSignal }, uri: string): Promise<void> {
  const { voices } = siliconflow();
  const options = ctx.signal ? { signal: ctx.signal } : {};
  try {
    await voices.delete(uri, options);
  } catch (error) {
    if (!isProviderError(error) || (error.status !== 400 && error.status !== 404)) throw error;
    const list = await voices.list(options);
    if (list.some((voice) => voice.uri === uri)) throw error;
  }
}
