import { inTransaction, Prisma, type Context } from "@/lib/db";
import type { Storage, StoredFile } from "../storage";
import type { RunningCheck } from "./continue-check";

/** What is younger may belong to something that is just being done, or to a row that a backup will bring back. */
const GRACE_MS = 24 * 60 * 60_000;

/**
 * Looks for the rows of the next files. What is noted in file_removals has somebody who sees to it: whoever writes
 * notes the key before, and takes the note back with the row, so that one look at both is enough.
 */
export async function checkFiles(ctx: Context, files: Storage, check: RunningCheck): Promise<void> {
  const page = await files.list(check.cursor ?? undefined);
  const old = page.files.filter(({ writtenAt }) => writtenAt.getTime() < ctx.now.getTime() - GRACE_MS);
  const stray = await withoutRow(ctx, old);
  const strayBytes = stray.reduce((sum, { sizeBytes }) => sum + BigInt(sizeBytes), 0n);
  await inTransaction(ctx, async (tx) => {
    const moved = await tx.db.storageCheck.updateMany({
      where: { id: check.id, phase: "files", cursor: check.cursor },
      data: {
        ...(page.next === undefined ? { phase: "done", cursor: null } : { cursor: page.next }),
        fileCount: { increment: page.files.length },
        fileBytes: { increment: page.files.reduce((sum, { sizeBytes }) => sum + BigInt(sizeBytes), 0n) },
        strayCount: { increment: stray.length },
        strayBytes: { increment: strayBytes },
      },
    });
    if (moved.count === 0 || stray.length === 0) return;
    await tx.db.storageFinding.createMany({
      data: stray.map(({ key, sizeBytes }) => ({ checkId: check.id, kind: "stray" as const, key, sizeBytes })),
      skipDuplicates: true,
    });
  });
}

async function withoutRow(ctx: Context, files: StoredFile[]): Promise<StoredFile[]> {
  if (files.length === 0) return [];
  const keys = files.map(({ key }) => key);
  const known = await ctx.db.$queryRaw<{ key: string }[]>(Prisma.sql`
    select key from assets where key = any(${keys})
    union all select thumbnail_key from assets where thumbnail_key = any(${keys})
    union all select key from speech_parts where key = any(${keys})
    union all select key from voice_samples where key = any(${keys})
    union all select key from file_removals where key = any(${keys})`);
  const knownKeys = new Set(known.map(({ key }) => key));
  return files.filter(({ key }) => !knownKeys.has(key));
}
