import type { Context } from "@/lib/db";
import { requireModel } from "@/lib/models";
import { findLeaf } from "./branch";
import { findOwnConversation } from "./own-conversation";
import { noConversation, noMessage, requirePerson } from "./person";
import { toSummary } from "./rows";
import type { ConversationSummary, UpdateConversationInput } from "./schema";

/**
 * Renames, pins, sets up or turns a conversation to another branch. Its place in the list does not change by it.
 * @throws AppError `not_found` (conversation, message, model); `unsupported` for a model that is not offered
 */
export async function updateConversation(
  ctx: Context,
  { id, title, pinned, modelId, systemPrompt, parameters, leafId }: UpdateConversationInput & { id: string },
): Promise<ConversationSummary> {
  const userId = requirePerson(ctx);
  if (!(await findOwnConversation(ctx, userId, id))) throw noConversation();
  if (modelId !== undefined) await requireModel(ctx, modelId, "chat");
  const leaf = leafId === undefined ? undefined : await findLeaf(ctx, id, leafId);
  if (leafId !== undefined && leaf === undefined) throw noMessage();
  const { count } = await ctx.db.conversation.updateMany({
    where: { id, userId, deletedAt: null },
    data: {
      ...(title !== undefined && { title, titledByUser: true }),
      ...(pinned !== undefined && { pinnedAt: pinned ? ctx.now : null }),
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
