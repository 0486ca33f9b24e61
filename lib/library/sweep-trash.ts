import type { Context } from "@/lib/db";
import { env } from "@/lib/env";

const dayMs = 86_400_000;
const batch = 500;

/** When something thrown away at a moment goes for good. */
export function goesAt(trashedAt: Date): Date {
  return new Date(trashedAt.getTime() + env().TRASH_DAYS * dayMs);
}

/**
 * Deletes for good what has been in the trash for `TRASH_DAYS`; a trigger notes the files, which the sweep of files
 * removes. Selections for downloads that are past go as well.
 * @returns how many items
 */
export async function sweepTrash(ctx: Context): Promise<number> {
  await ctx.db.$executeRaw`delete from library_selections where expires_at < ${ctx.now}::timestamptz`;
  const before = new Date(ctx.now.getTime() - env().TRASH_DAYS * dayMs);
  return ctx.db.$executeRaw`
    delete from assets where id in (
      select id from assets where trashed_at < ${before}::timestamptz limit ${batch} for update skip locked)`;
}
