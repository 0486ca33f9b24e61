import { type Context } from "@/lib/db";
import { sweepFiles } from "@/lib/media";
import { requirePerson } from "./person";
import type { ChangedItems, ItemsInput } from "./schema";
import { toChanged } from "./update-item";

const batch = 500;

/**
 * Puts items into the trash: from now on nothing shows them but the trash, and no link leads to them. What they cost
 * stays in the books.
 * @returns those that were put there now
 * @throws AppError `not_found` where none of them is there
 */
export async function trashItems(ctx: Context, { ids }: ItemsInput): Promise<ChangedItems> {
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    update assets set trashed_at = ${ctx.now}::timestamptz
    where user_id = ${requirePerson(ctx)} and id = any(${ids}::text[]) and trashed_at is null and origin <> 'page'
    returning id`;
  return toChanged(rows);
}

/** Takes items out of the trash. @throws AppError `not_found` where none of them is in it */
export async function restoreItems(ctx: Context, { ids }: ItemsInput): Promise<ChangedItems> {
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    update assets set trashed_at = null
    where user_id = ${requirePerson(ctx)} and id = any(${ids}::text[]) and trashed_at is not null returning id`;
  return toChanged(rows);
}

/**
 * Deletes items of the trash for good. Their files go at once as far as possible, the rest with the sweeps.
 * @throws AppError `not_found` where none of them is in the trash
 */
export async function deleteItems(ctx: Context, { ids }: ItemsInput): Promise<ChangedItems> {
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    delete from assets
    where user_id = ${requirePerson(ctx)} and id = any(${ids}::text[]) and trashed_at is not null returning id`;
  const done = toChanged(rows);
  await sweepFiles(ctx).catch(() => {});
  return done;
}

/** Deletes for good what was in the trash when it was asked for. @returns how many items */
export async function emptyTrash(ctx: Context): Promise<number> {
  const userId = requirePerson(ctx);
  let count = 0;
  for (let gone = batch; gone === batch; count += gone) {
    gone = await ctx.db.$executeRaw`
      delete from assets where id in (
        select id from assets where user_id = ${userId} and trashed_at <= ${ctx.now}::timestamptz limit ${batch})`;
  }
  await sweepFiles(ctx).catch(() => {});
  return count;
}
