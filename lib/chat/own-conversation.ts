import type { Context } from "@/lib/db";
import type { ConversationRow } from "./rows";
import type { ChatParameters } from "./schema";

/** A conversation of that person that is not deleted. */
export async function findOwnConversation(
  ctx: Context,
  userId: string,
  id: string,
): Promise<ConversationRow | undefined> {
  const row = await ctx.db.conversation.findFirst({
    where: { id, userId, deletedAt: null },
    omit: { userId: true, titlePieces: true, listed: true, createdAt: true, deletedAt: true },
  });
  return row ? { ...row, parameters: row.parameters as ChatParameters } : undefined;
}
