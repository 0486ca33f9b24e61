import type { SqlContext } from "@/lib/db";
import { findAssetIds } from "@/lib/media";
import { attachedIds } from "./attached-ids";
import type { ChatParameters, ConversationSummary, Message, MessageFailure, MessagePart, Receipt } from "./schema";

/** A message as the database has it. */
export interface MessageRow {
  id: string;
  parentId: string | null;
  role: Message["role"];
  state: Message["state"];
  parts: MessagePart[];
  modelId: string | null;
  receipt: Receipt | null;
  failure: MessageFailure | null;
  createdAt: Date;
}

export interface ConversationRow {
  id: string;
  title: string;
  titledByUser: boolean;
  modelId: string;
  systemPrompt: string;
  parameters: ChatParameters;
  leafId: string | null;
  pinnedAt: Date | null;
  folderId: string | null;
  archivedAt: Date | null;
  updatedAt: Date;
}

export function toMessage(row: MessageRow, siblings: string[], generationId: string | null): Message {
  const { createdAt, ...rest } = row;
  return { ...rest, generationId, siblings, createdAt: createdAt.toISOString() };
}

export function toSummary(row: ConversationRow, streaming: boolean): ConversationSummary {
  const { id, title, modelId, pinnedAt, folderId, archivedAt, updatedAt } = row;
  return {
    id,
    title,
    modelId,
    pinned: pinnedAt !== null,
    folderId,
    archived: archivedAt !== null,
    updatedAt: updatedAt.toISOString(),
    streaming,
  };
}

/**
 * Messages of one conversation with their siblings and, where one is still being written, the generation to follow. The
 * caller has made sure that the conversation may be seen.
 */
export async function withSiblings(
  ctx: SqlContext,
  conversationId: string,
  rows: readonly MessageRow[],
): Promise<Message[]> {
  if (rows.length === 0) return [];
  const parents = rows.flatMap(({ parentId }) => parentId ?? []);
  const hasFirst = rows.some(({ parentId }) => parentId === null);
  const streaming = rows.filter(({ state }) => state === "streaming").map(({ id }) => id);
  const siblings = await ctx.db.$queryRaw<{ parentId: string | null; ids: string[] }[]>`
    select parent_id as "parentId", array_agg(id order by created_at, id) as ids from messages
    where conversation_id = ${conversationId} and parent_id = any(${parents}::text[]) group by parent_id
    union all
    select null, array_agg(id order by created_at, id) from messages
    where ${hasFirst} and conversation_id = ${conversationId} and parent_id is null`;
  const generations = streaming.length
    ? await ctx.db.$queryRaw<{ id: string; messageId: string }[]>`
        select id, message_id as "messageId" from generations
        where message_id = any(${streaming}::text[]) and state = 'streaming'`
    : [];
  const byParent = new Map(siblings.map(({ parentId, ids }) => [parentId, ids]));
  const byMessage = new Map(generations.map(({ id, messageId }) => [messageId, id]));
  const shown = await markDeleted(ctx, rows);
  return shown.map((row) => toMessage(row, byParent.get(row.parentId) ?? [row.id], byMessage.get(row.id) ?? null));
}

/** Says of pictures and files whose bytes are gone that they are. */
async function markDeleted(ctx: SqlContext, rows: readonly MessageRow[]): Promise<readonly MessageRow[]> {
  const ids = attachedIds(rows);
  if (ids.length === 0) return rows;
  const known = await findAssetIds(ctx, ids);
  if (ids.every((id) => known.has(id))) return rows;
  const mark = (part: MessagePart): MessagePart =>
    (part.type === "picture" || part.type === "document") && !known.has(part.assetId)
      ? { ...part, deleted: true }
      : part;
  return rows.map((row) => ({ ...row, parts: row.parts.map(mark) }));
}
