import type { Context } from "@/lib/db";
import { assetColumns, ownedBy, toAsset } from "./rows";
import type { Asset } from "./schema";

/** Which of these assets are still there and the acting person's own, by id. */
export async function findAssets(ctx: Context, ids: readonly string[]): Promise<Map<string, Asset>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.asset.findMany({ where: { id: { in: [...ids] }, ...ownedBy(ctx) }, select: assetColumns });
  return new Map(rows.map((row) => [row.id, toAsset(row)]));
}
