import { Prisma, type Context } from "@/lib/db";
import { env } from "@/lib/env";

/** A click on "Undo" at the last moment still has its way to go. */
const marginMs = 60_000;
const batch = 200;

/**
 * Removes for good what was deleted longer ago than can be undone, with its drafts. What an answer cost stays in the books.
 * @returns how many conversations were removed
 */
export async function purgeDeleted(ctx: Context): Promise<number> {
  const before = new Date(ctx.now.getTime() - env().CHAT_UNDO_MS - marginMs);
  const removed = await ctx.db.$queryRaw<{ id: string }[]>`
    delete from conversations where id in (
      select c.id from conversations c
      where c.deleted_at < ${before}::timestamptz
        and not exists (
          select 1 from messages m join generations g on g.message_id = m.id
          where m.conversation_id = c.id and g.state = 'streaming')
      limit ${batch} for update skip locked)
    returning id`;
  if (removed.length > 0) {
    const ids = Prisma.join(removed.map(({ id }) => id));
    await ctx.db.$executeRaw`delete from drafts where conversation_id in (${ids})`;
  }
  return removed.length;
}
