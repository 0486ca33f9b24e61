import { inTransaction, Prisma, type Context } from "@/lib/db";
import { stopStreams } from "./delete-conversation";
import { requireFolder } from "./folders";
import { requirePerson } from "./person";
import type { ArrangeConversationsInput, Arrangement } from "./schema";

/**
 * Does the same to several conversations in one step: all of them or, where something fails, none. What is not the
 * person's own is not counted and not touched.
 * @returns the ids of those that are now as was asked
 * @throws AppError `not_found` for a folder that is not the person's own
 */
export async function arrangeConversations(
  ctx: Context,
  { ids, action }: ArrangeConversationsInput,
): Promise<{ ids: string[] }> {
  const userId = requirePerson(ctx);
  const arranged = await inTransaction(ctx, async (tx) => {
    if (action.type === "move" && action.folderId !== null) await requireFolder(tx, userId, action.folderId);
    const alive = action.type === "restore" ? Prisma.empty : Prisma.sql`and deleted_at is null`;
    // In one order, so that two such changes wait for each other instead of locking each other out.
    return tx.db.$queryRaw<{ id: string }[]>`
      with chosen as (
        select id from conversations where id = any(${ids}::text[]) and user_id = ${userId} ${alive} order by id for update
      )
      update conversations set ${changeOf(tx, action)} where id in (select id from chosen) returning id`;
  });
  const done = arranged.map(({ id }) => id);
  if (action.type === "delete") await stopStreams(ctx, userId, done);
  return { ids: done };
}

function changeOf(tx: Context, action: Arrangement): Prisma.Sql {
  switch (action.type) {
    case "move":
      return Prisma.sql`folder_id = ${action.folderId}`;
    case "archive":
      return Prisma.sql`archived_at = coalesce(archived_at, ${tx.now}::timestamptz)`;
    case "unarchive":
      return Prisma.sql`archived_at = null`;
    case "pin":
      return Prisma.sql`pinned_at = coalesce(pinned_at, ${tx.now}::timestamptz)`;
    case "unpin":
      return Prisma.sql`pinned_at = null`;
    case "delete":
      return Prisma.sql`deleted_at = ${tx.now}::timestamptz`;
    case "restore":
      return Prisma.sql`deleted_at = null`;
  }
}
