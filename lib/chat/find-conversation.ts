import type { Context } from "@/lib/db";
import { estimateTokens, pictureTokens } from "@/lib/models/schema";
import { textOf } from "./answer";
import { readBranch } from "./branch";
import { holding } from "./holding";
import { findOwnConversation } from "./own-conversation";
import { noConversation, requirePerson } from "./person";
import { toSummary, withSiblings, type MessageRow } from "./rows";
import type { Conversation } from "./schema";

/** How much of a branch is shown at first. */
const shownMessages = 40;

/**
 * A conversation of the person's own with the end of the branch on screen. However long it is, no more than that is read.
 * @throws AppError `not_found`
 */
export async function findConversation(ctx: Context, { id }: { id: string }): Promise<Conversation> {
  const userId = requirePerson(ctx);
  const [conversation, draft] = await Promise.all([
    findOwnConversation(ctx, userId, id),
    ctx.db.draft.findUnique({
      where: { userId_conversationId: { userId, conversationId: id } },
      select: { text: true },
    }),
  ]);
  if (!conversation) throw noConversation();
  const { leafId } = conversation;
  const branch = leafId === null ? [] : await readBranch(ctx, id, leafId, shownMessages + 1);
  const hasOlder = branch.length > shownMessages;
  const rows = (hasOlder ? branch.slice(1) : branch).map(withLiveParts);
  const messages = await withSiblings(ctx, id, rows);
  return {
    ...toSummary(
      conversation,
      messages.some(({ state }) => state === "streaming"),
    ),
    systemPrompt: conversation.systemPrompt,
    parameters: conversation.parameters,
    leafId,
    messages,
    hasOlder,
    draft: draft?.text ?? "",
    contextTokens: contextTokensOf(conversation.systemPrompt, rows),
  };
}

/** An answer that this process is writing is shown as far as it has come. */
function withLiveParts(row: MessageRow): MessageRow {
  if (row.state !== "streaming") return row;
  for (const live of holding().live.values())
    if (live.start.messageId === row.id) return { ...row, parts: [...live.parts] };
  return row;
}

/** What a next question would start with: as the last receipt says, and our estimate of what came after it. */
export function contextTokensOf(systemPrompt: string, branch: readonly MessageRow[]): number {
  const known = branch.findLastIndex(({ receipt }) => receipt?.contextTokens !== undefined);
  const start = known < 0 ? estimateTokens(systemPrompt) : (branch[known]?.receipt?.contextTokens ?? 0);
  const rest = branch.slice(known + 1).flatMap(({ parts }) => parts);
  // An estimate whichever model reads them next.
  const pictures = pictureTokens(
    "",
    rest.filter((part) => part.type === "picture"),
  );
  const files = rest.flatMap((part) => (part.type === "document" ? [part.tokens] : []));
  const texts = rest.map((part) => estimateTokens(textOf([part])));
  return [...texts, ...pictures, ...files].reduce((total, each) => total + each, start);
}
