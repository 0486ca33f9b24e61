import type { Context } from "@/lib/db";
import { readBranch } from "./branch";
import { findOwnConversation } from "./own-conversation";
import { noConversation, noMessage, requirePerson } from "./person";
import { withSiblings } from "./rows";
import type { ListMessagesInput, MessagePage } from "./schema";

/**
 * The page of a branch that comes before one of its messages, oldest first.
 * @throws AppError `not_found` for a conversation that is not the person's own, or a message that is not in it
 */
export async function listMessages(
  ctx: Context,
  { conversationId, before, limit }: ListMessagesInput & { conversationId: string },
): Promise<MessagePage> {
  const userId = requirePerson(ctx);
  if (!(await findOwnConversation(ctx, userId, conversationId))) throw noConversation();
  const branch = await readBranch(ctx, conversationId, before, limit + 2);
  if (branch.length === 0) throw noMessage();
  const older = branch.slice(0, -1);
  const hasOlder = older.length > limit;
  return { messages: await withSiblings(ctx, conversationId, hasOlder ? older.slice(1) : older), hasOlder };
}
