import type { Context } from "@/lib/db";
import { noMessage, requirePerson } from "./person";
import { textIn, type MessagePart } from "./schema";

/**
 * The words of a message of the acting person's, as Markdown: without its reasoning.
 * @throws AppError `not_found`
 */
export async function findMessageText(ctx: Context, { id }: { id: string }): Promise<string> {
  const row = await ctx.db.message.findFirst({
    where: { id, conversation: { userId: requirePerson(ctx), deletedAt: null } },
    select: { parts: true },
  });
  if (!row) throw noMessage();
  return (row.parts as unknown as MessagePart[])
    .map((part) => textIn(part, "text"))
    .filter(Boolean)
    .join("\n\n");
}
