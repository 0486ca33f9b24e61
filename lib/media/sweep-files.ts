import { Prisma, type Context } from "@/lib/db";
import { storage } from "@/lib/storage";

const BATCH = 100;

/**
 * Removes files that no row stands for any more: those of deleted assets, and those whose writer died. A file that
 * cannot be removed is tried again with the next sweep.
 * @returns how many were removed
 */
export async function sweepFiles(ctx: Context): Promise<number> {
  const due = await ctx.db.$queryRaw<{ key: string }[]>(Prisma.sql`
    select key from file_removals where due_at <= clock_timestamp() order by due_at limit ${BATCH}`);
  if (due.length === 0) return 0;
  for (const { key } of due) await storage().delete(key);
  return ctx.db.$executeRaw(Prisma.sql`
    delete from file_removals where key = any(${due.map(({ key }) => key)}) and due_at <= clock_timestamp()`);
}
