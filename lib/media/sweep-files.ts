import { Prisma, type Context } from "@/lib/db";
import { storage } from "@/lib/storage";

const BATCH = 100;

/**
 * Removes files that no row stands for any more: those of deleted assets, and those whose writer died. A file that
 * cannot be removed is tried again with the next sweep.
 * @param options.budgetMs where there are many, goes on for about so long
 * @returns how many were removed
 */
export async function sweepFiles(ctx: Context, { budgetMs = 0 }: { budgetMs?: number } = {}): Promise<number> {
  const from = performance.now();
  for (let count = 0; ;) {
    const removed = await sweepBatch(ctx);
    count += removed;
    if (removed < BATCH || performance.now() - from >= budgetMs) return count;
  }
}

async function sweepBatch(ctx: Context): Promise<number> {
  const due = await ctx.db.$queryRaw<{ key: string }[]>(Prisma.sql`
    select key from file_removals where due_at <= clock_timestamp() order by due_at limit ${BATCH}`);
  if (due.length === 0) return 0;
  for (const { key } of due) await storage().delete(key);
  return ctx.db.$executeRaw(Prisma.sql`
    delete from file_removals where key = any(${due.map(({ key }) => key)}) and due_at <= clock_timestamp()`);
}
