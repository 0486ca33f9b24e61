import { AppError, newId } from "@/lib/core";
import { database, inTransaction, Prisma, type Context } from "@/lib/db";
import { storage } from "@/lib/storage";
import { assetColumns, toAsset, type AssetRow } from "./rows";
import type { Asset } from "./schema";

/** An upload that takes longer is given up. */
const WRITING = "30 minutes";

/** What becomes of the files that were written. */
export type NewAsset = Omit<AssetRow, "id" | "createdAt" | "missingAt">;

export interface FileWriter {
  /** Writes a file under a new key. */
  write(body: ReadableStream<Uint8Array> | Uint8Array): Promise<{ key: string; sizeBytes: number; sha256: string }>;
}

/**
 * Writes files and the row that stands for them. Each key is noted for removal before anything is written under it and
 * the note taken back with the row, so that whatever happens between leaves no file that nothing knows of.
 * @param work writes files and says what they are; files that the asset does not name go again
 */
export async function keepFiles(ctx: Context, work: (files: FileWriter) => Promise<NewAsset>): Promise<Asset> {
  // Beside the caller's transaction, if there is one: the note has to be there whatever becomes of that.
  const notes = database();
  const keys: string[] = [];
  try {
    const asset = await work({
      async write(body) {
        const key = newId();
        await notes.$executeRaw(Prisma.sql`
          insert into file_removals (key, due_at) values (${key}, clock_timestamp() + ${WRITING}::interval)`);
        keys.push(key);
        return { key, ...(await storage().put(key, body)) };
      },
    });
    const kept = [asset.key, asset.thumbnailKey].filter((key) => key !== null);
    const row = await inTransaction(ctx, async (tx) => {
      const { count } = await tx.db.fileRemoval.deleteMany({ where: { key: { in: kept } } });
      if (count !== kept.length) throw new AppError("unavailable", "The file took too long to arrive. Send it again.");
      return tx.db.asset.create({ data: { id: newId(), ...asset, createdAt: tx.now }, select: assetColumns });
    });
    await discard(keys.filter((key) => !kept.includes(key)));
    return toAsset(row);
  } catch (error) {
    await discard(keys);
    throw isWithoutPerson(error) ? new AppError("unauthenticated", "This account is being deleted.") : error;
  }

  /** Best effort: what remains is noted, and removed when due. */
  async function discard(unwanted: string[]): Promise<void> {
    if (unwanted.length === 0) return;
    try {
      for (const key of unwanted) await storage().delete(key);
      await notes.fileRemoval.deleteMany({ where: { key: { in: unwanted } } });
    } catch {
      // the sweep tries again
    }
  }
}

/** The account went while the file arrived. */
function isWithoutPerson(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2003";
}
