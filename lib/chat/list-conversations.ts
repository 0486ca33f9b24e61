import { Prisma, type Context } from "@/lib/db";
import { decodeCursor, encodeCursor } from "./cursor";
import { requirePerson } from "./person";
import { toSummary, type ConversationRow } from "./rows";
import type { ConversationPage, ListConversationsInput } from "./schema";

/** More pinned conversations than fit a screen help nobody. */
const mostPinned = 100;

/**
 * The person's conversations, newest first, one page at a time by the last one seen, optionally those whose title
 * contains a text. Pinned ones come with the first page and nowhere else.
 * @throws AppError `invalid_input` for a cursor that is not ours
 */
export async function listConversations(ctx: Context, input: ListConversationsInput): Promise<ConversationPage> {
  const userId = requirePerson(ctx);
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor);
  const titled = input.query ? containing(input.query) : Prisma.empty;
  const beyond = after
    ? Prisma.sql`and (updated_at, id) < (${after.updatedAt}::timestamptz, ${after.id})`
    : Prisma.empty;
  const [rows, pinned, busy] = await Promise.all([
    ctx.db.$queryRaw<ConversationRow[]>`
      select ${columns} from conversations
      where user_id = ${userId} and deleted_at is null and pinned_at is null ${titled} ${beyond}
      order by updated_at desc, id desc limit ${input.limit + 1}`,
    after
      ? []
      : ctx.db.$queryRaw<ConversationRow[]>`
          select ${columns} from conversations
          where user_id = ${userId} and pinned_at is not null and deleted_at is null ${titled}
          order by pinned_at desc, id desc limit ${mostPinned}`,
    ctx.db.generation.findMany({ where: { userId, state: "streaming" }, select: { conversationId: true } }),
  ]);
  const streaming = new Set(busy.map(({ conversationId }) => conversationId));
  const items = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? items.at(-1) : undefined;
  const summarise = (row: ConversationRow) => toSummary(row, streaming.has(row.id));
  return {
    pinned: pinned.map(summarise),
    items: items.map(summarise),
    nextCursor: last ? encodeCursor(last) : null,
  };
}

const columns = Prisma.sql`
  id, title, titled_by_user as "titledByUser", model_id as "modelId", '' as "systemPrompt", '{}'::jsonb as parameters,
  leaf_id as "leafId", pinned_at as "pinnedAt", updated_at as "updatedAt"`;

/** Trigrams find three characters and more; for one or two there are the pieces (see the migration that makes them). */
function containing(query: string): Prisma.Sql {
  const pattern = Prisma.sql`and title ilike ${`%${escapeLike(query)}%`}`;
  const piece = query.toLowerCase();
  const characters = Array.from(piece);
  const isPiece = characters.length === 2 || (characters.length === 1 && piece.charCodeAt(0) > 127);
  return isPiece ? Prisma.sql`and title_pieces @> array[${piece}]::text[] ${pattern}` : pattern;
}

/** In a pattern these stand for others; here they stand for themselves. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
