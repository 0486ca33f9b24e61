import { escapeLike, Prisma, type Context } from "@/lib/db";
import { decodeCursor, encodeCursor, type Cursor } from "./cursor";
import { requirePerson } from "./person";
import { inLibrary, itemColumns, toItem, type ItemRow } from "./rows";
import { shownPrompt, type LibraryFilter, type LibraryPage, type ListLibraryInput } from "./schema";

/**
 * The person's pictures, clips, recordings and documents, newest first, one page at a time. The migration has an index
 * in this order for all of them, for each kind, model, the favourites and the trash; the rest is looked at on the way.
 * @throws AppError `invalid_input` for a cursor that is not ours
 */
export async function listLibrary(ctx: Context, input: ListLibraryInput): Promise<LibraryPage> {
  const userId = requirePerson(ctx);
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor);
  const time = input.trash ? Prisma.sql`trashed_at` : Prisma.sql`created_at`;
  const rows = await ctx.db.$queryRaw<ItemRow[]>`
    select ${itemColumns(Prisma.sql`left(prompt, ${shownPrompt})`)} from assets
    where user_id = ${userId} and ${inLibrary} ${narrowed(input)} ${beyond(time, after)}
    order by ${time} desc, id desc limit ${input.limit + 1}`;
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(toItem),
    nextCursor: last ? encodeCursor({ at: (input.trash && last.trashedAt) || last.createdAt, id: last.id }) : null,
  };
}

function beyond(time: Prisma.Sql, after: Cursor | undefined): Prisma.Sql {
  return after ? Prisma.sql`and (${time}, id) < (${after.at}::timestamptz, ${after.id})` : Prisma.empty;
}

function narrowed({ kind, origin, model, from, until, favourite, query, trash }: LibraryFilter): Prisma.Sql {
  const conditions = [trash ? Prisma.sql`trashed_at is not null` : Prisma.sql`trashed_at is null`];
  if (kind) conditions.push(Prisma.sql`kind = ${kind}::asset_kind`);
  if (origin === "made") conditions.push(Prisma.sql`origin in ('image', 'video', 'speech')`);
  if (origin === "uploaded") conditions.push(Prisma.sql`origin = 'upload'`);
  if (model) conditions.push(Prisma.sql`model_id = ${model}`);
  if (from) conditions.push(Prisma.sql`created_at >= ${new Date(from)}::timestamptz`);
  if (until) conditions.push(Prisma.sql`created_at < ${new Date(until)}::timestamptz`);
  if (favourite) conditions.push(Prisma.sql`favourite_at is not null`);
  if (query) {
    const pattern = `%${escapeLike(query)}%`;
    conditions.push(Prisma.sql`(prompt ilike ${pattern} or name ilike ${pattern})`);
  }
  return Prisma.sql`and ${Prisma.join(conditions, " and ")}`;
}
