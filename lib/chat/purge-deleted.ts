import { inTransaction, Prisma, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { enqueue } from "@/lib/jobs";
import { forgetFiles } from "./forget-files";

/** A click on "Undo" at the last moment still has its way to go. */
const marginMs = 60_000;
const batch = 50;

/**
 * Removes for good what was deleted longer ago than can be undone, with its drafts, and by a job the files that only it
 * held. What an answer cost stays in the books.
 * @returns how many conversations were removed
 */
export async function purgeDeleted(ctx: Context): Promise<number> {
  const before = new Date(ctx.now.getTime() - env().CHAT_UNDO_MS - marginMs);
  return inTransaction(ctx, async (tx) => {
    const doomed = await tx.db.$queryRaw<{ id: string }[]>`
      select c.id from conversations c
      where c.deleted_at < ${before}::timestamptz
        and not exists (
          select 1 from messages m join generations g on g.message_id = m.id
          where m.conversation_id = c.id and g.state = 'streaming')
      limit ${batch} for update skip locked`;
    if (doomed.length === 0) return 0;
    const ids = Prisma.join(doomed.map(({ id }) => id));
    const held = await tx.db.$queryRaw<{ userId: string; assetIds: string[] }[]>`
      select c.user_id as "userId", array_agg(distinct file #>> '{}') as "assetIds"
      from conversations c join messages m on m.conversation_id = c.id,
        jsonb_path_query(m.parts, '$[*].keyvalue() ? (@.key == "assetId" || @.key == "assetIds").value[*]') as file
      where c.id in (${ids}) group by c.user_id`;
    await tx.db.$executeRaw`delete from conversations where id in (${ids})`;
    await tx.db.$executeRaw`delete from drafts where conversation_id in (${ids})`;
    for (const files of held) await enqueue(tx, forgetFiles, files);
    return doomed.length;
  });
}
