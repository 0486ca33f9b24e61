import type { Context } from "@/lib/db";
import { findOwnConversation } from "./own-conversation";
import { noConversation, requirePerson } from "./person";
import type { SaveDraftInput } from "./schema";

/**
 * Keeps what is in the composer of a conversation, or of the page for a new one (`new`), until it is sent. An empty
 * text removes it.
 * @throws AppError `not_found`
 */
export async function saveDraft(ctx: Context, { id, text }: SaveDraftInput & { id: string }): Promise<void> {
  const userId = requirePerson(ctx);
  if (id !== "new" && !(await findOwnConversation(ctx, userId, id))) throw noConversation();
  const key = { userId, conversationId: id };
  if (text === "") {
    await ctx.db.draft.deleteMany({ where: key });
    return;
  }
  await ctx.db.$executeRaw`
    insert into drafts (user_id, conversation_id, text, updated_at) values (${userId}, ${id}, ${text}, ${ctx.now}::timestamptz)
    on conflict (user_id, conversation_id) do update set text = excluded.text, updated_at = excluded.updated_at`;
}
