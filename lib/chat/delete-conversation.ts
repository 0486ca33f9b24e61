import { publish, type Context } from "@/lib/db";
import { holding } from "./holding";
import { noConversation, requirePerson } from "./person";

/**
 * Takes a conversation away. For CHAT_UNDO_MS, and until the sweep comes by after it, it can be restored; answers under
 * way are stopped.
 * @throws AppError `not_found`, also where it is deleted already
 */
export async function deleteConversation(ctx: Context, { id }: { id: string }): Promise<void> {
  const userId = requirePerson(ctx);
  const { count } = await ctx.db.conversation.updateMany({
    where: { id, userId, deletedAt: null },
    data: { deletedAt: ctx.now },
  });
  if (count === 0) throw noConversation();
  await stopStreams(ctx, userId, [id]);
}

/** Ends the answers under way in conversations that were taken away. */
export async function stopStreams(ctx: Context, userId: string, conversationIds: string[]): Promise<void> {
  const streams = await ctx.db.generation.findMany({
    where: { userId, state: "streaming", conversationId: { in: conversationIds } },
    select: { id: true },
  });
  for (const { id: generationId } of streams) {
    const live = holding().live.get(generationId);
    if (live) live.stop("deleted");
    else {
      await ctx.db.generation.updateMany({
        where: { id: generationId, state: "streaming" },
        data: { stopRequestedAt: ctx.now },
      });
      await publish("chat-stop", generationId, ctx.db);
    }
  }
}
