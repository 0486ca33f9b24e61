import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import type { Asset } from "./schema";

/** What is read of an asset's row. */
export const assetColumns = {
  id: true,
  userId: true,
  kind: true,
  name: true,
  mediaType: true,
  sizeBytes: true,
  sha256: true,
  width: true,
  height: true,
  key: true,
  thumbnailKey: true,
  durationMs: true,
  blur: true,
  origin: true,
  modelId: true,
  prompt: true,
  favouriteAt: true,
  trashedAt: true,
  missingAt: true,
  createdAt: true,
} as const;

export interface AssetRow extends Omit<Asset, "createdAt" | "favourite" | "trashedAt" | "missing"> {
  userId: string;
  sha256: string;
  key: string;
  thumbnailKey: string | null;
  favouriteAt: Date | null;
  trashedAt: Date | null;
  missingAt: Date | null;
  createdAt: Date;
}

/** What a file that was sent has none of. */
export const plainAsset = {
  durationMs: null,
  blur: null,
  origin: "upload",
  modelId: null,
  prompt: "",
  favouriteAt: null,
  trashedAt: null,
} as const;

export function toAsset(row: AssetRow): Asset {
  const { userId: _userId, sha256: _sha256, key: _key, thumbnailKey: _thumbnailKey, ...shown } = row;
  const { favouriteAt, trashedAt, missingAt, createdAt, ...rest } = shown;
  return {
    ...rest,
    favourite: favouriteAt !== null,
    trashedAt: trashedAt?.toISOString() ?? null,
    missing: missingAt !== null,
    createdAt: createdAt.toISOString(),
  };
}

/** Whose assets the actor may read: a person their own, the system everybody's. @throws AppError `unauthenticated` */
export function ownedBy({ actor }: Pick<Context, "actor">): { userId?: string } {
  return actor.type === "system" ? {} : { userId: personOf(actor) };
}

/** @throws AppError `unauthenticated` where no person acts */
export function requirePerson({ actor }: Context): string {
  return personOf(actor);
}

function personOf(actor: Context["actor"]): string {
  if (actor.type === "user" || actor.type === "apiKey") return actor.userId;
  throw new AppError("unauthenticated", "Sign in to go on.");
}

/** What is in the trash is gone for everything but the trash. */
export const notTrashed = { trashedAt: null } as const;

/**
 * @param options.trashed also what is in the trash
 * @throws AppError `not_found`, for what belongs to others too
 */
export async function requireAssetRow(
  ctx: Context,
  id: string,
  { trashed = false }: { trashed?: boolean } = {},
): Promise<AssetRow> {
  const row = await ctx.db.asset.findFirst({
    where: { id, ...ownedBy(ctx), ...(trashed ? {} : notTrashed) },
    select: assetColumns,
  });
  if (!row) throw noAsset();
  return row;
}

export function noAsset(): AppError {
  return new AppError("not_found", "This file does not exist, or no longer.");
}
