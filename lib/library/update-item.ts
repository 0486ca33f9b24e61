import { Prisma, type Context } from "@/lib/db";
import { toFileName } from "@/lib/media";
import { noItem, requirePerson } from "./person";
import { itemColumns, toItem, type ItemRow } from "./rows";
import type { ChangedItems, FavouriteInput, LibraryItem } from "./schema";

/** Marks items, or takes their marks. @throws AppError `not_found` where none of them is there */
export async function setFavourite(ctx: Context, { ids, favourite }: FavouriteInput): Promise<ChangedItems> {
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    update assets set favourite_at = case when ${favourite} then coalesce(favourite_at, ${ctx.now}::timestamptz) end
    where user_id = ${requirePerson(ctx)} and id = any(${ids}::text[]) and trashed_at is null returning id`;
  return toChanged(rows);
}

/** Names an item anew, for lists and downloads. @throws AppError `not_found` */
export async function renameItem(ctx: Context, { id, name }: { id: string; name: string }): Promise<LibraryItem> {
  const rows = await ctx.db.$queryRaw<ItemRow[]>`
    update assets set name = ${toFileName(name, "item")}
    where user_id = ${requirePerson(ctx)} and id = ${id} and trashed_at is null
    returning ${itemColumns(Prisma.sql`prompt`)}`;
  return toItem(oneOf(rows));
}

/** One of the person's items with its whole prompt, those in the trash too. @throws AppError `not_found` */
export async function requireItem(ctx: Context, id: string): Promise<LibraryItem> {
  const rows = await ctx.db.$queryRaw<ItemRow[]>`
    select ${itemColumns(Prisma.sql`prompt`)} from assets where user_id = ${requirePerson(ctx)} and id = ${id}`;
  return toItem(oneOf(rows));
}

export function toChanged(rows: readonly { id: string }[]): ChangedItems {
  oneOf(rows);
  return { ids: rows.map(({ id }) => id) };
}

function oneOf<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw noItem();
  return row;
}
