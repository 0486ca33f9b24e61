import type { Context } from "@/lib/db";
import { requirePerson } from "./person";

/** What is in the composer of a conversation of the person's own, or of the page for a new one (`new`). */
export async function findDraft(ctx: Context, { id }: { id: string }): Promise<{ text: string }> {
  const userId = requirePerson(ctx);
  const draft = await ctx.db.draft.findUnique({
    where: { userId_conversationId: { userId, conversationId: id } },
    select: { text: true },
  });
  return { text: draft?.text ?? "" };
}
