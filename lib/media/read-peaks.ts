import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { notTrashed, ownedBy, noAsset } from "./rows";
import type { AssetPeaks } from "./schema";

/**
 * What draws a recording of the acting person's.
 * @throws AppError `not_found`; `unsupported` (`not_audio`)
 */
export async function readPeaks(ctx: Context, id: string): Promise<AssetPeaks> {
  const row = await ctx.db.asset.findFirst({
    where: { id, ...ownedBy(ctx), ...notTrashed },
    select: { kind: true, peaks: true, durationMs: true },
  });
  if (!row) throw noAsset();
  if (row.kind !== "audio") throw new AppError("unsupported", "This file is no recording.", { reason: "not_audio" });
  return { peaks: [...(row.peaks ?? [])], durationMs: row.durationMs };
}
