import type { Context } from "@/lib/db";
import { format, messagesFor } from "@/lib/i18n";
import { listFolders } from "../folders";
import { noConversation, requirePerson } from "../person";
import type { MessageRow } from "../rows";
import type { Folder } from "../schema";
import { assetsIn } from "./imported";
import { readAllMessages, readAttachments, readConversations, type ExportedConversation } from "./read-exported";
import type { ExportInput } from "./schema";
import { json } from "./to-json";
import { toMarkdown } from "./to-markdown";

/**
 * Conversations of the person's own as one text, read as it is sent: as JSON with whole trees, receipts and folders
 * (which can be imported again), or as Markdown to read. Attachments are named with what is known of them; their bytes
 * are not in it.
 * @returns the text in pieces, and a name for the file
 * @throws AppError `not_found` where none of the chosen ones is the person's own
 */
export async function exportConversations(
  ctx: Context,
  input: Omit<ExportInput, "token">,
): Promise<{ pieces: AsyncGenerator<string>; fileName: string }> {
  const userId = requirePerson(ctx);
  const conversations = readConversations(ctx, userId, input.ids);
  const first = await conversations.next();
  if (first.done && input.ids) throw noConversation();
  const folders = await listFolders(ctx);
  const all = prepended(first, conversations);
  const title = input.ids?.length === 1 && !first.done ? first.value.title : "";
  const day = ctx.now.toISOString().slice(0, 10);
  return {
    pieces: input.format === "json" ? jsonPieces(ctx, userId, all, folders) : markdownPieces(ctx, all, folders),
    fileName: `${fileNameOf(title) || `silica-${day}`}.${input.format === "json" ? "json" : "md"}`,
  };
}

async function* prepended<Item>(
  first: IteratorResult<Item, unknown>,
  rest: AsyncGenerator<Item>,
): AsyncGenerator<Item> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

async function* jsonPieces(
  ctx: Context,
  userId: string,
  conversations: AsyncGenerator<ExportedConversation>,
  folders: readonly Folder[],
): AsyncGenerator<string> {
  yield json.begin(ctx.now, folders);
  let isFirst = true;
  for await (const conversation of conversations) {
    yield json.conversation(conversation, isFirst);
    isFirst = false;
    let areFirst = true;
    const named = new Set<string>();
    for await (const rows of readAllMessages(ctx, conversation.id)) {
      yield json.messages(rows, areFirst);
      areFirst = false;
      for (const { parts } of rows) for (const part of parts) for (const id of assetsIn(part)) named.add(id);
    }
    yield json.endConversation(await readAttachments(ctx, userId, [...named]));
  }
  yield json.end;
}

async function* markdownPieces(
  ctx: Context,
  conversations: AsyncGenerator<ExportedConversation>,
  folders: readonly Folder[],
): AsyncGenerator<string> {
  const words = messagesFor(ctx.locale).transfer.markdown;
  const names = new Map(folders.map(({ id, name }) => [id, name]));
  let isFirst = true;
  for await (const conversation of conversations) {
    // The tree is needed whole, since versions refer to each other. Others wait for nothing meanwhile.
    const messages: MessageRow[] = [];
    for await (const rows of readAllMessages(ctx, conversation.id)) messages.push(...rows);
    const folder = conversation.folderId === null ? undefined : names.get(conversation.folderId);
    const text = toMarkdown({
      conversation,
      folder,
      messages,
      words,
      format: (template, values) => format(template, values, ctx.locale),
    });
    yield `${isFirst ? "" : "\n\n---\n\n"}${text}\n`;
    isFirst = false;
  }
}

/** A title as the name of a file: what systems refuse in it goes, and what would turn its direction. */
export function fileNameOf(title: string): string {
  return title
    .replace(/[\p{Cc}\p{Cf}\p{Co}<>:"/\\|?*%]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/^[. ]+|[. ]+$/g, "")
    .slice(0, 80)
    .toWellFormed()
    .trim();
}
