import type { Context } from "@/lib/db";
import { noAsset, ownedBy } from "./rows";
import { sweepFiles } from "./sweep-files";

/**
 * Deletes an asset of the acting person for good. Its files go at once, and where that fails, with a later sweep.
 * @throws AppError `not_found`
 */
export async function deleteAsset(ctx: Context, id: string): Promise<void> {
  const { count } = await ctx.db.asset.deleteMany({ where: { id, ...ownedBy(ctx) } });
  if (count === 0) throw noAsset();
  await sweepFiles(ctx).catch(() => {});
}
