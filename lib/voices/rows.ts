import type { Context, Prisma } from "@/lib/db";
import { findAssets } from "@/lib/media";
import { namesOf } from "@/lib/models";
import type { Asset } from "@/lib/media/schema";
import type { Voice, VoiceFailure } from "./schema";

/** What is read of a voice to show it. Never its address at the provider. */
export const voiceColumns = {
  id: true,
  userId: true,
  name: true,
  modelId: true,
  customName: true,
  state: true,
  transcript: true,
  sampleId: true,
  shared: true,
  consentAt: true,
  failure: true,
  createdAt: true,
} satisfies Prisma.VoiceSelect;
export type VoiceRow = Prisma.VoiceGetPayload<{ select: typeof voiceColumns }>;

/** Voices as one person sees them: of what is only shared with them, the sample is heard and nothing more. */
export async function toVoices(ctx: Context, rows: readonly VoiceRow[], userId: string): Promise<Voice[]> {
  const own = rows.flatMap((row) => (row.userId === userId && row.sampleId !== null ? [row.sampleId] : []));
  const [names, assets] = await Promise.all([
    namesOf(
      ctx,
      rows.map(({ modelId }) => modelId),
    ),
    findAssets(ctx, own),
  ]);
  return rows.map((row) => toVoice(row, userId, names, assets));
}

function toVoice(
  row: VoiceRow,
  userId: string,
  names: Readonly<Record<string, string>>,
  assets: ReadonlyMap<string, Asset>,
): Voice {
  const { id, name, modelId, state, sampleId, shared, consentAt, createdAt } = row;
  const own = row.userId === userId;
  return {
    id,
    name,
    modelId,
    modelName: names[modelId] ?? modelId,
    state,
    transcript: own ? row.transcript : "",
    sample: own && sampleId !== null ? (assets.get(sampleId) ?? null) : null,
    hasSample: sampleId !== null,
    own,
    shared,
    failure: (row.failure as VoiceFailure | null) ?? null,
    consentAt: own ? (consentAt?.toISOString() ?? null) : null,
    createdAt: createdAt.toISOString(),
  };
}
