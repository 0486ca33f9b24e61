import { newId } from "@/lib/core";
import { database, type Context } from "@/lib/db";
import { storage } from "@/lib/storage";
import type { PartCall } from "./part-call";
import { dropSpool, readSpool, spooledBytes } from "./spool";

export interface KeptSound {
  sizeBytes: number;
  /** makes the part's row stand for it, in the transaction that ends the call */
  attach: (tx: Context) => Promise<void>;
  /** once that is done: what is on this machine is needed no longer */
  release: () => Promise<void>;
}

/**
 * Puts what was spooled of a call into the storage, where every process finds it. As with every file, its removal is
 * noted first and taken back with the row, so that whatever happens leaves nothing behind.
 * @returns undefined where there is nothing
 */
export async function keepSound(call: PartCall, { cut }: { cut: boolean }): Promise<KeptSound | undefined> {
  const found = await spooledBytes(call.id);
  // Half a sample is none.
  const sizeBytes = call.body.response_format === "pcm" ? found - (found % 2) : found;
  if (sizeBytes === 0) return undefined;
  const key = newId();
  await database().$executeRaw`
    insert into file_removals (key, due_at) values (${key}, clock_timestamp() + interval '30 minutes')`;
  await storage().put(key, await readSpool(call.id, sizeBytes), { sizeBytes });
  const { response_format: format, sample_rate: rate } = call.body;
  const durationMs = format === "pcm" ? Math.round((sizeBytes / 2 / rate) * 1000) : null;
  return {
    sizeBytes,
    attach: async (tx) => {
      const { count } = await tx.db.speechPart.updateMany({
        where: { callId: call.id },
        data: { key, sizeBytes, durationMs, cut },
      });
      // A part that has gone with its person leaves the note to the sweep.
      if (count === 1) await tx.db.fileRemoval.deleteMany({ where: { key } });
    },
    release: () => dropSpool(call.id),
  };
}
