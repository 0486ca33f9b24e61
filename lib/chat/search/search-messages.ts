import { escapeLike, inSqlTransaction, Prisma, type Context } from "@/lib/db";
import { textOf } from "../answer";
import { decodeCursor, encodeCursor, type Cursor } from "../cursor";
import { requirePerson } from "../person";
import type { MessagePart } from "../schema";
import { excerptOf } from "./excerpt";
import { findTitles } from "./find-titles";
import type { MessageHit, SearchInput, SearchPage } from "./schema";
import { termsOf, type Term } from "./terms";

/** What is often said is among the newest messages: they are read one by one, without an index. */
const newestMessages = 2_000;
/** What is rare is looked for by index in stretches of so many messages, since each hit in a stretch is read. */
const stretchMessages = 20_000;
/** No stretch is begun after this; the next page goes on. */
const patienceMs = 150;
/** A stretch in which the index helps nothing is given up. */
const statementTimeoutMs = 3_000;

interface HitRow {
  messageId: string;
  createdAt: Date;
}

/**
 * Searches a person's own conversations, newest messages first. Works in stretches of time, and for a limited time: a page may
 * hold fewer hits than asked for, or none, and still say where to go on.
 * @throws AppError `invalid_input` for a cursor that is not ours; `unavailable` where the database took too long
 */
export async function searchMessages(ctx: Context, input: SearchInput): Promise<SearchPage> {
  const userId = requirePerson(ctx);
  const from = performance.now();
  const terms = termsOf(input.query);
  if (terms.length === 0) return { titles: [], messages: [], nextCursor: null };
  const titles = input.cursor === undefined ? await findTitles(ctx, userId, terms) : [];
  const rows: HitRow[] = [];
  let place: Cursor | null | undefined = input.cursor === undefined ? undefined : decodeCursor(input.cursor);
  let size = place === undefined ? newestMessages : stretchMessages;
  do {
    const stretch = await stretchBefore(ctx, userId, place, size);
    const found = await searchStretch(ctx, { userId, terms, before: place, ...stretch }, input.limit - rows.length);
    rows.push(...found);
    const last = found.at(-1);
    place = rows.length >= input.limit && last ? { updatedAt: last.createdAt, id: last.messageId } : stretch.end;
    size = stretchMessages;
  } while (place && rows.length < input.limit && performance.now() - from < patienceMs);
  return {
    titles,
    messages: await readHits(ctx, userId, rows, terms),
    nextCursor: place ? encodeCursor(place) : null,
  };
}

/** Where a stretch of messages before a place ends: its last message, or null where it holds all there are. */
async function stretchBefore(
  ctx: Context,
  userId: string,
  before: Cursor | undefined | null,
  size: number,
): Promise<{ end: Cursor | null; short: boolean }> {
  const [end] = await ctx.db.$queryRaw<Cursor[]>`
    select t.created_at as "updatedAt", t.message_id as id from message_texts t
    where t.user_id = ${userId} ${beyond(before)}
    order by t.created_at desc, t.message_id desc offset ${size - 1} limit 1`;
  return { end: end ?? null, short: size <= newestMessages };
}

interface Stretch {
  userId: string;
  terms: Term[];
  before: Cursor | undefined | null;
  end: Cursor | null;
  short: boolean;
}

async function searchStretch(
  ctx: Context,
  { userId, terms, before, end, short }: Stretch,
  limit: number,
): Promise<HitRow[]> {
  const until = end
    ? Prisma.sql`and (t.created_at, t.message_id) >= (${end.updatedAt}::timestamptz, ${end.id})`
    : Prisma.empty;
  const query = Prisma.sql`
    select t.message_id as "messageId", t.created_at as "createdAt"
    from message_texts t join conversations c on c.id = t.conversation_id and c.deleted_at is null
    where t.user_id = ${userId} ${beyond(before)} ${until} ${Prisma.join(terms.map(holding), " ")}
    order by t.created_at desc, t.message_id desc limit ${limit}`;
  return inSqlTransaction(ctx, async (tx) => {
    await tx.db.$executeRaw`select set_config('statement_timeout', ${String(statementTimeoutMs)}, true)`;
    // The planner believes that a few hits are met soon on the way through all messages. Rare words are not.
    if (!short) await tx.db.$executeRaw`select set_config('enable_indexscan', 'off', true)`;
    return tx.db.$queryRaw<HitRow[]>(query);
  });
}

function beyond(before: Cursor | undefined | null): Prisma.Sql {
  return before
    ? Prisma.sql`and (t.created_at, t.message_id) < (${before.updatedAt}::timestamptz, ${before.id})`
    : Prisma.empty;
}

/** Small letters are made by the database on both sides, which knows them in its own way. */
function holding({ text, kind }: Term): Prisma.Sql {
  if (kind === "word") return Prisma.sql`and ascii_part(t.text) ~ ${`(^|[^a-z0-9])${text}($|[^a-z0-9])`}`;
  const pattern = Prisma.sql`lower(${`%${escapeLike(text)}%`})`;
  const byIndex =
    kind === "pieces"
      ? Prisma.sql`text_pieces(t.text) @> text_pieces(lower(${text}))`
      : Prisma.sql`ascii_part(t.text) like ${pattern}`;
  return Prisma.sql`and ${byIndex} and t.text like ${pattern}`;
}

interface FoundRow {
  conversationId: string;
  title: string;
  archived: boolean;
  messageId: string;
  role: "user" | "assistant";
  parts: MessagePart[];
  createdAt: Date;
}

async function readHits(ctx: Context, userId: string, hits: readonly HitRow[], terms: Term[]): Promise<MessageHit[]> {
  if (hits.length === 0) return [];
  const rows = await ctx.db.$queryRaw<FoundRow[]>`
    select c.id as "conversationId", c.title, c.archived_at is not null as archived, m.id as "messageId",
      m.role::text, m.parts, m.created_at as "createdAt"
    from messages m join conversations c on c.id = m.conversation_id
    where m.id = any(${hits.map(({ messageId }) => messageId)}::text[]) and c.user_id = ${userId} and c.deleted_at is null
    order by m.created_at desc, m.id desc`;
  return rows.map(({ parts, createdAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    excerpt: excerptOf(textOf(parts), terms),
  }));
}
