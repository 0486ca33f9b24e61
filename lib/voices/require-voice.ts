import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { noVoice, requirePerson } from "./person";
import type { VoiceFailure } from "./schema";

/** A voice as the provider is asked for it. `uri` stays on the server. */
export interface UsableVoice {
  id: string;
  uri: string;
  name: string;
  modelId: string;
}

/**
 * A voice that the acting person may speak with now: their own, or one that an administrator shares. The system may
 * name `userId` for whom it acts.
 * @throws AppError `not_found` (`voice`, for what belongs to others too); `unsupported` with reason `voice_model` (it was
 *   made for another model), `voice_gone` (the provider no longer has it) or `voice_not_ready`
 */
export async function requireVoice(
  ctx: Context,
  voiceId: string,
  modelId: string,
  userId = requirePerson(ctx),
): Promise<UsableVoice> {
  const row = await ctx.db.voice.findFirst({
    where: { id: voiceId, state: { not: "deleting" }, userId: { not: null }, OR: [{ userId }, { shared: true }] },
    select: { id: true, userId: true, uri: true, name: true, modelId: true, state: true, failure: true },
  });
  if (!row || (row.userId !== userId && row.state !== "ready")) throw noVoice();
  const { id, uri, name } = row;
  if (row.modelId !== modelId) {
    throw new AppError("unsupported", "This voice was made for another model.", {
      field: "voice",
      reason: "voice_model",
    });
  }
  if (row.state !== "ready" || uri === null) {
    const gone = (row.failure as VoiceFailure | null)?.reason === "voice_gone";
    throw new AppError("unsupported", "This voice cannot be used at the moment.", {
      field: "voice",
      reason: gone ? "voice_gone" : "voice_not_ready",
    });
  }
  return { id, uri, name, modelId };
}
