import type { SqlContext } from "@/lib/db";
import { ownedBy } from "./rows";

/** Which of these assets are still there, not in the trash, and the acting person's own; raw, so that it runs within any transaction. */
export async function findAssetIds(ctx: SqlContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { userId } = ownedBy(ctx);
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    select id from assets where id = any(${[...ids]}::text[]) and trashed_at is null and (${userId ?? null}::text is null or user_id = ${userId ?? null})`;
  return new Set(rows.map(({ id }) => id));
}
