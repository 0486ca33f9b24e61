import { AppError, newId } from "@/lib/core";
import { database, Prisma, type Context } from "@/lib/db";
import { storage, type PutOptions } from "@/lib/storage";

/** An upload that takes longer is given up. */
const WRITING = "30 minutes";

export interface WrittenFile {
  key: string;
  sizeBytes: number;
  sha256: string;
}

export interface FileWriter {
  /** Writes a file under a new key. */
  write(body: ReadableStream<Uint8Array> | Uint8Array, options?: PutOptions): Promise<WrittenFile>;
}

export interface NotedFiles extends FileWriter {
  /**
   * Takes the notes back, in the transaction that makes a row stand for these files.
   * @returns false where they are taken back already
   * @throws AppError `unavailable` where they have been removed meanwhile
   */
  keep(tx: Context, keys: readonly string[]): Promise<boolean>;
  /** Removes what was written and not kept. Best effort: what remains is noted, and removed when due. */
  discard(): Promise<void>;
}

/**
 * Files that no row stands for yet. Each key is noted for removal before anything is written under it, so that whatever
 * happens leaves no file that nothing knows of.
 */
export function notedFiles(): NotedFiles {
  // Beside the caller's transaction, if there is one: the note has to be there whatever becomes of that.
  const notes = database();
  const written: string[] = [];
  return {
    async write(body, options) {
      const key = newId();
      await notes.$executeRaw(Prisma.sql`
        insert into file_removals (key, due_at) values (${key}, clock_timestamp() + ${WRITING}::interval)`);
      written.push(key);
      return { key, ...(await storage().put(key, body, options)) };
    },

    async keep(tx, keys) {
      const { count } = await tx.db.fileRemoval.deleteMany({ where: { key: { in: [...keys] } } });
      if (count === keys.length) return true;
      const kept = await tx.db.asset.count({
        where: { OR: [{ key: { in: [...keys] } }, { thumbnailKey: { in: [...keys] } }] },
      });
      if (count === 0 && kept > 0) return false;
      throw new AppError("unavailable", "The file took too long to arrive. Send it again.");
    },

    async discard() {
      if (written.length === 0) return;
      try {
        // What is not noted has its row, also where the answer to its commit was lost. A commit that is still under way
        // holds the notes until it is over.
        const noted = await notes.$queryRaw<{ key: string }[]>(Prisma.sql`
          select key from file_removals where key = any(${written}) for update`);
        for (const { key } of noted) await storage().delete(key);
        await notes.fileRemoval.deleteMany({ where: { key: { in: noted.map(({ key }) => key) } } });
      } catch {
        // the sweep tries again
      }
    },
  };
}
