import { escapeLike, Prisma, type Context } from "@/lib/db";
import { decodeCursor, encodeCursor } from "./cursor";
import { requirePerson } from "./person";
import { toSummary, type ConversationRow } from "./rows";
import type { ConversationPage, ListConversationsInput } from "./schema";

/** More pinned conversations than fit a screen help nobody. */
const mostPinned = 100;

/**
 * The person's conversations, newest first, one page at a time by the last one seen: those in no folder, those of one
 * folder, those in the archive, or, with a text, those of all folders whose title contains it. Pinned ones come with
 * the first page and nowhere else; in the archive nothing is pinned.
 * @throws AppError `invalid_input` for a cursor that is not ours
 */
export async function listConversations(ctx: Context, input: ListConversationsInput): Promise<ConversationPage> {
  const userId = requirePerson(ctx);
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor);
  const titled = input.query ? containing(input.query) : Prisma.empty;
  const archived = input.archived ?? false;
  const time = archived ? Prisma.sql`archived_at` : Prisma.sql`updated_at`;
  const beyond = after ? Prisma.sql`and (${time}, id) < (${after.updatedAt}::timestamptz, ${after.id})` : Prisma.empty;
  const unpinned = archived ? Prisma.empty : Prisma.sql`and pinned_at is null`;
  const inFolder = input.folderId === undefined ? Prisma.empty : Prisma.sql`and folder_id = ${input.folderId}`;
  const [rows, pinned, busy] = await Promise.all([
    ctx.db.$queryRaw<ConversationRow[]>`
      select ${columns} from conversations
      where user_id = ${userId} and deleted_at is null ${unpinned} ${placed(input)} ${titled} ${beyond}
      order by ${time} desc, id desc limit ${input.limit + 1}`,
    after || archived
      ? []
      : ctx.db.$queryRaw<ConversationRow[]>`
          select ${columns} from conversations
          where user_id = ${userId} and pinned_at is not null and archived_at is null and deleted_at is null
            ${inFolder} ${titled}
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
    nextCursor: last ? encodeCursor({ id: last.id, updatedAt: (archived && last.archivedAt) || last.updatedAt }) : null,
  };
}

/** Each of these has an index that is in the order of the list. */
function placed({ archived, folderId, query }: ListConversationsInput): Prisma.Sql {
  if (archived) return Prisma.sql`and archived_at is not null`;
  if (folderId !== undefined) return Prisma.sql`and folder_id = ${folderId} and archived_at is null`;
  return query ? Prisma.sql`and archived_at is null` : Prisma.sql`and listed`;
}

const columns = Prisma.sql`
  id, title, titled_by_user as "titledByUser", model_id as "modelId", '' as "systemPrompt", '{}'::jsonb as parameters,
  leaf_id as "leafId", pinned_at as "pinnedAt", folder_id as "folderId", archived_at as "archivedAt",
  updated_at as "updatedAt"`;

/** Trigrams find three characters and more; for one or two there are the pieces (see the migration that makes them). */
function containing(query: string): Prisma.Sql {
  const pattern = Prisma.sql`and title ilike ${`%${escapeLike(query)}%`}`;
  const piece = query.toLowerCase();
  const characters = Array.from(piece);
  const isPiece = characters.length === 2 || (characters.length === 1 && piece.charCodeAt(0) > 127);
  return isPiece ? Prisma.sql`and title_pieces @> array[${piece}]::text[] ${pattern}` : pattern;
}
