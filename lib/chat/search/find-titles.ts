import { escapeLike, Prisma, type Context } from "@/lib/db";
import { marksIn } from "./excerpt";
import type { TitleHit } from "./schema";
import type { Term } from "./terms";

const most = 10;

interface TitleRow {
  id: string;
  title: string;
  archived: boolean;
  updatedAt: Date;
}

/** Conversations whose title holds every term, newest first. Of one and two characters the title's pieces know. */
export async function findTitles(ctx: Context, userId: string, terms: readonly Term[]): Promise<TitleHit[]> {
  const rows = await ctx.db.$queryRaw<TitleRow[]>`
    select id, title, archived_at is not null as archived, updated_at as "updatedAt" from conversations
    where user_id = ${userId} and deleted_at is null ${Prisma.join(terms.map(titled), " ")}
    order by updated_at desc, id desc limit ${most}`;
  return rows.map(({ id, title, archived, updatedAt }) => ({
    conversationId: id,
    title: { text: title, marks: marksIn(title, terms) },
    archived,
    updatedAt: updatedAt.toISOString(),
  }));
}

function titled({ text }: Term): Prisma.Sql {
  const pattern = Prisma.sql`and title ilike ${`%${escapeLike(text)}%`}`;
  const length = Array.from(text).length;
  const isPiece = length === 2 || (length === 1 && text.charCodeAt(0) > 127);
  return isPiece ? Prisma.sql`and title_pieces @> array[${text}]::text[] ${pattern}` : pattern;
}
