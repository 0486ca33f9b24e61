import type { Context } from "@/lib/db";
import { assetColumns, noAsset, notTrashed, ownedBy, toAsset } from "./rows";
import type { Asset } from "./schema";

/**
 * The acting person's assets, in the order of their ids.
 * @throws AppError `not_found` when one of them is missing, in the trash or somebody else's
 */
export async function requireAssets(ctx: Context, ids: readonly string[]): Promise<Asset[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db.asset.findMany({
    where: { id: { in: [...ids] }, ...ownedBy(ctx), ...notTrashed },
    select: assetColumns,
  });
  const byId = new Map(rows.map((row) => [row.id, toAsset(row)]));
  return ids.map((id) => {
    const asset = byId.get(id);
    if (!asset) throw noAsset();
    return asset;
  });
}
