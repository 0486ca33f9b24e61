import type { Context } from "@/lib/db";
import type { StorageCheck } from "../schema";
import { requireAdministrator } from "../room/storage-use";

/** Findings that are shown. */
const SHOWN = 50;

/**
 * The check under way, or else the last one, with the first of what it has found.
 * @throws AppError `forbidden`
 */
export async function lastStorageCheck(ctx: Context): Promise<StorageCheck | null> {
  requireAdministrator(ctx);
  const row = await ctx.db.storageCheck.findFirst({ orderBy: [{ startedAt: "desc" }, { id: "desc" }] });
  if (!row) return null;
  const missing = await ctx.db.storageFinding.findMany({
    where: { checkId: row.id, kind: "missing" },
    orderBy: { key: "desc" },
    take: SHOWN,
    select: { assetId: true },
  });
  const assets = await ctx.db.asset.findMany({
    where: { id: { in: missing.flatMap(({ assetId }) => assetId ?? []) } },
    orderBy: { id: "desc" },
    select: { id: true, kind: true, sizeBytes: true, createdAt: true, user: { select: { name: true, email: true } } },
  });
  const {
    id,
    phase: _phase,
    cursor: _cursor,
    insist: _insist,
    fileBytes,
    strayBytes,
    startedAt,
    finishedAt,
    ...rest
  } = row;
  return {
    ...rest,
    id,
    fileBytes: Number(fileBytes),
    strayBytes: Number(strayBytes),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    missing: assets.map(({ user, createdAt, ...asset }) => ({
      ...asset,
      person: user.name || user.email,
      createdAt: createdAt.toISOString(),
    })),
  };
}
