import { Prisma, type Context } from "@/lib/db";
import { messageColumns } from "../branch";
import type { Cursor } from "../cursor";
import type { MessageRow } from "../rows";
import type { ChatParameters } from "../schema";

/** A conversation with everything that is exported of it but its messages. */
export interface ExportedConversation {
  id: string;
  title: string;
  titledByUser: boolean;
  modelId: string;
  systemPrompt: string;
  parameters: ChatParameters;
  folderId: string | null;
  leafId: string | null;
  pinnedAt: Date | null;
  archivedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** A picture or file that messages name. Its bytes are not exported. */
export interface ExportedAttachment {
  id: string;
  kind: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  width: number | null;
  height: number | null;
  createdAt: Date;
}

const conversationsAtOnce = 50;
const messagesAtOnce = 200;

/** The person's own conversations, all or the chosen ones, newest first, read as they are sent. */
export async function* readConversations(
  ctx: Context,
  userId: string,
  ids: readonly string[] | undefined,
): AsyncGenerator<ExportedConversation> {
  let after: Cursor | undefined;
  for (;;) {
    const page: ExportedConversation[] = await ctx.db.$queryRaw`
      select id, title, titled_by_user as "titledByUser", model_id as "modelId", system_prompt as "systemPrompt",
        parameters, folder_id as "folderId", leaf_id as "leafId", pinned_at as "pinnedAt", archived_at as "archivedAt",
        created_at as "createdAt", updated_at as "updatedAt"
      from conversations
      where user_id = ${userId} and deleted_at is null
        ${ids ? Prisma.sql`and id = any(${ids}::text[])` : Prisma.empty}
        ${after ? Prisma.sql`and (updated_at, id) < (${after.updatedAt}::timestamptz, ${after.id})` : Prisma.empty}
      order by updated_at desc, id desc limit ${conversationsAtOnce}`;
    yield* page;
    after = page.at(-1);
    if (!after || page.length < conversationsAtOnce) return;
  }
}

/** Every message of a conversation with all its branches, in the order in which they were written. */
export async function* readAllMessages(ctx: Context, conversationId: string): AsyncGenerator<MessageRow[]> {
  let after: MessageRow | undefined;
  for (;;) {
    const page: MessageRow[] = await ctx.db.$queryRaw`
      select ${messageColumns} from messages
      where conversation_id = ${conversationId}
        ${after ? Prisma.sql`and (created_at, id) > (${after.createdAt}::timestamptz, ${after.id})` : Prisma.empty}
      order by created_at, id limit ${messagesAtOnce}`;
    if (page.length > 0) yield page;
    after = page.at(-1);
    if (!after || page.length < messagesAtOnce) return;
  }
}

/** What is known of pictures and files of the person's own. */
export async function readAttachments(
  ctx: Context,
  userId: string,
  ids: readonly string[],
): Promise<ExportedAttachment[]> {
  if (ids.length === 0) return [];
  return ctx.db.$queryRaw`
    select id, kind::text, name, media_type as "mediaType", size_bytes as "sizeBytes", sha256, width, height,
      created_at as "createdAt"
    from assets where user_id = ${userId} and id = any(${ids}::text[]) order by created_at, id`;
}
