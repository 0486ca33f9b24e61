import { newId } from "@/lib/core";
import { database, Prisma, type SqlContext } from "@/lib/db";
import { storage, type ByteRange } from "@/lib/storage";

/**
 * Writes bytes that are needed for a while and stand for nothing: in the storage, where every process finds them.
 * Removed by themselves after `keepMs`.
 * @returns the key to read them by
 * @throws AppError `unavailable`; what reading the body throws
 */
export async function writeScratch(
  body: ReadableStream<Uint8Array> | Uint8Array,
  { keepMs }: { keepMs: number },
): Promise<string> {
  const key = newId();
  await database().$executeRaw(Prisma.sql`
    insert into file_removals (key, due_at)
    values (${key}, clock_timestamp() + ${`${keepMs} milliseconds`}::interval)`);
  try {
    await storage().put(key, body);
    return key;
  } catch (error) {
    await dropScratch({ db: database() }, key).catch(() => {});
    throw error;
  }
}

/** @throws AppError `not_found` (`file_missing`) where they are gone */
export async function readScratch(key: string, range?: ByteRange): Promise<Buffer> {
  const { stream } = await storage().open(key, range);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** They are needed no more. */
export async function dropScratch(ctx: Pick<SqlContext, "db">, key: string): Promise<void> {
  await ctx.db.$executeRaw(Prisma.sql`update file_removals set due_at = clock_timestamp() where key = ${key}`);
}
