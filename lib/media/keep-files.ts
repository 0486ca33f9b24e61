import { AppError, newId } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { notedFiles, type FileWriter } from "./noted-files";
import { assetColumns, toAsset, type AssetRow } from "./rows";
import type { Asset } from "./schema";

/** What becomes of the files that were written. */
export type NewAsset = Omit<AssetRow, "id" | "createdAt" | "missingAt"> & {
  /** what draws a recording */
  peaks?: Uint8Array<ArrayBuffer> | null;
};

interface Keeping {
  /** makes the transaction of the row, one of the caller's own unless given */
  commit?: (write: (tx: Context) => Promise<AssetRow>) => Promise<AssetRow>;
  /** what else is written with the row */
  within?: (tx: Context, asset: Asset) => Promise<void>;
}

/**
 * Writes files and the row that stands for them: either both are there in the end, or neither.
 * @param work writes files and says what they are; files that the asset does not name go again
 */
export async function keepFiles(
  ctx: Context,
  work: (files: FileWriter) => Promise<NewAsset>,
  { commit = (write) => inTransaction(ctx, write), within }: Keeping = {},
): Promise<Asset> {
  const files = notedFiles();
  try {
    const asset = await work(files);
    const keys = [asset.key, asset.thumbnailKey].filter((key) => key !== null);
    const id = newId();
    const row = await commit(async (tx) => {
      const isNew = await files.keep(tx, keys);
      // Otherwise the commit had happened, and only its answer was lost.
      if (!isNew) return tx.db.asset.findUniqueOrThrow({ where: { id }, select: assetColumns });
      const made = await tx.db.asset.create({ data: { id, ...asset, createdAt: tx.now }, select: assetColumns });
      await within?.(tx, toAsset(made));
      return made;
    });
    return toAsset(row);
  } catch (error) {
    throw isWithoutPerson(error) ? new AppError("unauthenticated", "This account is being deleted.") : error;
  } finally {
    await files.discard();
  }
}

/** The account went while the file arrived: a foreign key says so, by Prisma or by the driver itself. */
function isWithoutPerson(error: unknown): boolean {
  return error instanceof Error && "code" in error && ["P2003", "23503"].includes(String(error.code));
}
