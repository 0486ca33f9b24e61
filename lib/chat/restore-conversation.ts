import type { Context } from "@/lib/db";
import { findOwnConversation } from "./own-conversation";
import { noConversation, requirePerson } from "./person";
import { toSummary } from "./rows";
import type { ConversationSummary } from "./schema";

/**
 * Takes a deletion back. Restoring what is not deleted changes nothing.
 * @throws AppError `not_found`, also once it is gone for good
 */
export async function restoreConversation(ctx: Context, { id }: { id: string }): Promise<ConversationSummary> {
  const userId = requirePerson(ctx);
  await ctx.db.conversation.updateMany({ where: { id, userId }, data: { deletedAt: null } });
  const conversation = await findOwnConversation(ctx, userId, id);
  if (!conversation) throw noConversation();
  return toSummary(conversation, false);
}
