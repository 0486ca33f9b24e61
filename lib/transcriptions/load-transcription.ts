import type { CreationFailure, CreationReceipt } from "@/lib/creations/schema";
import type { Context, Prisma } from "@/lib/db";
import { findAssets } from "@/lib/media";
import { namesOf } from "@/lib/models";
import { joinTexts } from "./join-texts";
import { noTranscription } from "./person";
import type { Phrase, Transcription, TranscriptionPart } from "./schema";
import { stateOf } from "./state";

const partColumns = {
  id: true,
  position: true,
  fromMs: true,
  toMs: true,
  state: true,
  text: true,
  phrases: true,
  costNanos: true,
  earlierNanos: true,
  currency: true,
  receipt: true,
  failure: true,
} as const;

const columns = {
  id: true,
  assetId: true,
  name: true,
  modelId: true,
  timed: true,
  durationMs: true,
  stage: true,
  failure: true,
  createdAt: true,
  endedAt: true,
  parts: { select: partColumns, orderBy: { position: "asc" } },
} as const satisfies Prisma.TranscriptionSelect;

type PartRow = Prisma.TranscriptionPartGetPayload<{ select: typeof partColumns }>;

/**
 * A person's transcription with all that has come of it.
 * @throws AppError `not_found`
 */
export async function loadTranscription(ctx: Context, where: { id: string; userId: string }): Promise<Transcription> {
  const row = await ctx.db.transcription.findFirst({ where, select: columns });
  if (!row) throw noTranscription();
  const { id, assetId, name, modelId, timed, durationMs, parts } = row;
  const [assets, names] = await Promise.all([
    findAssets(ctx, assetId === null ? [] : [assetId]),
    namesOf(ctx, [modelId]),
  ]);
  const asset = assetId === null ? undefined : assets.get(assetId);
  return {
    ...{ id, name, modelId, timed, durationMs },
    state: stateOf(row.stage, parts),
    modelName: names[modelId] ?? modelId,
    asset: asset && asset.trashedAt === null ? asset : null,
    text: joinTexts(parts.map(({ text }) => text)),
    phrases: phrasesOf(parts, timed),
    parts: parts.map(toPart),
    costNanos: String(parts.reduce((sum, part) => sum + part.costNanos + part.earlierNanos, 0n)),
    currency: parts[0]?.currency ?? "",
    failure: row.failure as CreationFailure | null,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

/** Times are known where the recording was cut into phrases, or the provider has told them for all that came. */
function phrasesOf(parts: readonly PartRow[], timed: boolean): Phrase[] {
  const spoken = parts.filter(({ text }) => text !== "");
  const told = spoken.map(({ phrases }) => phrases as Phrase[] | null);
  if (told.every((phrases) => phrases !== null)) return told.flat();
  if (!timed) return [];
  return spoken.flatMap(({ fromMs, toMs, text }) => (fromMs === null || toMs === null ? [] : [{ fromMs, toMs, text }]));
}

function toPart(row: PartRow): TranscriptionPart {
  const { id, position, fromMs, toMs, state, text } = row;
  return {
    ...{ id, position, fromMs, toMs, state, text },
    costNanos: String(row.costNanos + row.earlierNanos),
    receipt: row.receipt as CreationReceipt | null,
    failure: row.failure as CreationFailure | null,
  };
}
