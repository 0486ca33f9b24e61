import { AppError } from "@/lib/core";
import type { CallState } from "@/lib/creations/schema";
import { Prisma, type Context } from "@/lib/db";
import { namesOf } from "@/lib/models";
import { joinTexts } from "./join-texts";
import { requirePerson } from "./person";
import type { ListTranscriptionsInput, TranscriptionPage } from "./schema";
import { stateOf } from "./state";

const EXCERPT = 160;
/** Parts whose words make an excerpt: phrases are short. */
const EXCERPT_PARTS = 12;

/**
 * The acting person's transcriptions, newest first, a page at a time.
 * @throws AppError `invalid_input` for a cursor that is not ours
 */
export async function listTranscriptions(ctx: Context, input: ListTranscriptionsInput): Promise<TranscriptionPage> {
  const userId = requirePerson(ctx);
  const { before, limit } = input;
  const rows = await ctx.db.transcription.findMany({
    where: { userId, ...(before !== undefined && after(decodeCursor(before))) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: { id: true, name: true, modelId: true, timed: true, durationMs: true, stage: true, createdAt: true },
  });
  const page = rows.slice(0, limit);
  const ids = page.map(({ id }) => id);
  const [names, states, beginnings] = await Promise.all([
    namesOf(ctx, [...new Set(page.map(({ modelId }) => modelId))]),
    statesOf(ctx, ids),
    beginningsOf(ctx, ids),
  ]);
  const transcriptions = page.map(({ id, stage, createdAt, ...row }) => {
    const parts = states.get(id) ?? [];
    return {
      ...{ id, ...row },
      state: stateOf(stage, parts),
      modelName: names[row.modelId] ?? row.modelId,
      excerpt: [...joinTexts(beginnings.get(id) ?? [])].slice(0, EXCERPT).join(""),
      partsDone: parts.filter(({ state }) => state === "done").length,
      partsTotal: parts.length,
      createdAt: createdAt.toISOString(),
    };
  });
  return { transcriptions, next: rows.length > limit ? encodeCursor(page.at(-1)!) : null };
}

async function statesOf(ctx: Context, ids: string[]): Promise<Map<string, { state: CallState }[]>> {
  const counts = await ctx.db.transcriptionPart.groupBy({
    by: ["transcriptionId", "state"],
    where: { transcriptionId: { in: ids } },
    _count: { _all: true },
  });
  const states = new Map<string, { state: CallState }[]>();
  for (const { transcriptionId, state, _count } of counts) {
    const before = states.get(transcriptionId) ?? [];
    states.set(transcriptionId, [...before, ...Array.from({ length: _count._all }, () => ({ state }))]);
  }
  return states;
}

async function beginningsOf(ctx: Context, ids: string[]): Promise<Map<string, string[]>> {
  const parts = await ctx.db.$queryRaw<{ id: string; text: string }[]>(Prisma.sql`
    select transcription_id as id, left(text, ${EXCERPT}::int) as text from transcription_parts
    where transcription_id = any(${ids}) and position < ${EXCERPT_PARTS}::int order by position`);
  const texts = new Map<string, string[]>();
  for (const { id, text } of parts) texts.set(id, [...(texts.get(id) ?? []), text]);
  return texts;
}

interface Cursor {
  createdAt: Date;
  id: string;
}

function after({ createdAt, id }: Cursor): Prisma.TranscriptionWhereInput {
  return { createdAt: { lte: createdAt }, NOT: { createdAt, id: { gte: id } } };
}

function encodeCursor({ createdAt, id }: Cursor): string {
  return `${createdAt.getTime()}_${id}`;
}

function decodeCursor(text: string): Cursor {
  const [, time, id] = /^(\d{1,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? [];
  if (time === undefined || id === undefined) {
    throw new AppError("invalid_input", "Check before: it is not one of ours.", { field: "before" });
  }
  return { createdAt: new Date(Number(time)), id };
}
