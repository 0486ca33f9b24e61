import type { Context } from "@/lib/db";
import { requireModel } from "@/lib/models";
import { findLeaf, isOnBranch } from "./branch";
import { requireFolder } from "./folders";
import { findOwnConversation } from "./own-conversation";
import { noConversation, noMessage, requirePerson } from "./person";
import { toSummary, type ConversationRow } from "./rows";
import type { ConversationSummary, UpdateConversationInput } from "./schema";

/**
 * Renames, pins, moves, archives, sets up or turns a conversation to another branch. Its place in the list does not change by it.
 * @throws AppError `not_found` (conversation, message, model, folder); `unsupported` for a model that is not offered
 */
export async function updateConversation(
  ctx: Context,
  input: UpdateConversationInput & { id: string },
): Promise<ConversationSummary> {
  const { id, title, pinned, folderId, archived, modelId, systemPrompt, parameters, leafId } = input;
  const userId = requirePerson(ctx);
  const before = await findOwnConversation(ctx, userId, id);
  if (!before) throw noConversation();
  if (modelId !== undefined) await requireModel(ctx, modelId, "chat");
  if (folderId) await requireFolder(ctx, userId, folderId);
  const leaf = leafId === undefined ? undefined : await findBranch(ctx, before, leafId);
  if (leafId !== undefined && leaf === undefined) throw noMessage();
  const { count } = await ctx.db.conversation.updateMany({
    where: { id, userId, deletedAt: null },
    data: {
      ...(title !== undefined && { title, titledByUser: true }),
      ...(pinned !== undefined && { pinnedAt: pinned ? ctx.now : null }),
      ...(folderId !== undefined && { folderId }),
      ...(archived !== undefined && { archivedAt: archived ? (before.archivedAt ?? ctx.now) : null }),
      ...(modelId !== undefined && { modelId }),
      ...(systemPrompt !== undefined && { systemPrompt }),
      ...(parameters !== undefined && { parameters }),
      ...(leaf !== undefined && { leafId: leaf }),
    },
  });
  const [conversation, streams] = await Promise.all([
    findOwnConversation(ctx, userId, id),
    ctx.db.generation.count({ where: { userId, state: "streaming", conversationId: id } }),
  ]);
  if (count === 0 || !conversation) throw noConversation();
  return toSummary(conversation, streams > 0);
}

/** The end of the branch that a message is on: the one on screen, if it is on that, else the newest. */
async function findBranch(
  ctx: Context,
  { id, leafId }: ConversationRow,
  messageId: string,
): Promise<string | undefined> {
  if (leafId !== null && (await isOnBranch(ctx, id, leafId, messageId))) return leafId;
  return findLeaf(ctx, id, messageId);
}
