import { isAppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { namesOf } from "@/lib/models";
import type { Voice as ProviderVoice } from "@/lib/siliconflow";
import { requireAdministrator } from "./person";
import { reconcileVoices } from "./reconcile";
import { voiceColumns } from "./rows";
import type { AdminVoice, UnknownVoice, VoiceFailure, VoicesReport } from "./schema";
import { keyOf } from "./unknown-voices";
import { toVoiceFailure } from "./upload-decision";
import { listVoiceModels } from "./voice-models";

/** A page shows no more; what is beyond is the newest all the same. */
const MOST = 500;

/**
 * Everybody's voices beside what the provider has, which is compared on the way. Of others' voices an administrator sees
 * whose they are and how they stand, not what they sound like.
 * @throws AppError `forbidden`
 */
export async function reportVoices(ctx: Context): Promise<VoicesReport> {
  requireAdministrator(ctx);
  const { unknown, problem } = await compareNow(ctx);
  const rows = await ctx.db.voice.findMany({
    where: { userId: { not: null } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MOST,
    select: voiceColumns,
  });
  const names = await namesOf(
    ctx,
    rows.map(({ modelId }) => modelId),
  );
  const adoptable = new Set((await listVoiceModels(ctx)).map(({ id }) => id));
  return {
    problem,
    voices: rows.map((row): AdminVoice => {
      const { sampleId, transcript: _transcript, userId, consentAt, createdAt, failure, ...rest } = row;
      return {
        ...rest,
        modelName: names[row.modelId] ?? row.modelId,
        userId: userId ?? "",
        hasSample: sampleId !== null,
        failure: failure as VoiceFailure | null,
        consentAt: consentAt?.toISOString() ?? null,
        createdAt: createdAt.toISOString(),
      };
    }),
    unknown: unknown.map(({ uri, model, customName, text }): UnknownVoice => ({
      ...{ key: keyOf(uri), customName, modelId: model, text },
      adoptable: adoptable.has(model),
    })),
  };
}

async function compareNow(ctx: Context): Promise<{ unknown: ProviderVoice[]; problem: VoiceFailure | null }> {
  try {
    return { unknown: await reconcileVoices(ctx), problem: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { unknown: [], problem: toVoiceFailure(error) };
  }
}
