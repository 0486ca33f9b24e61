import { inTransaction, Prisma, type Context } from "@/lib/db";
import { isPlausible } from "./plausible";

/** Ends a check: where it should mend and what it found can be believed, it does; the sums are put right as well. */
export async function finishCheck(ctx: Context, id: string): Promise<void> {
  const sumCount = await mendSums(ctx);
  await inTransaction(ctx, async (tx) => {
    const check = await tx.db.storageCheck.findFirst({ where: { id, finishedAt: null } });
    if (!check) return;
    const plausible = isPlausible(check);
    const repaired = check.repair && (plausible || check.insist);
    if (repaired) await mend(tx, id);
    await tx.db.$executeRaw(Prisma.sql`
      update storage_checks set finished_at = clock_timestamp(), repaired = ${repaired}, doubtful = ${!plausible},
        sum_count = ${sumCount} where id = ${id}`);
  });
}

/**
 * Rows without their bytes are marked, those whose bytes are back no longer, and files without a row are noted for
 * removal, if they still have none. A picture without its thumbnail alone shows itself instead.
 */
async function mend(tx: Context, checkId: string): Promise<void> {
  await tx.db.$executeRaw(Prisma.sql`
    update assets as a set thumbnail_key = null
    from storage_findings as f where f.check_id = ${checkId} and f.kind = 'missing' and a.thumbnail_key = f.key`);
  await tx.db.$executeRaw(Prisma.sql`
    update assets as a set missing_at = clock_timestamp()
    from storage_findings as f
    where f.check_id = ${checkId} and f.kind = 'missing' and a.key = f.key and a.missing_at is null`);
  await tx.db.$executeRaw(Prisma.sql`
    update assets set missing_at = null where missing_at is not null
      and not exists (select from storage_findings as f where f.check_id = ${checkId} and f.kind = 'missing' and f.key = assets.key)`);
  await tx.db.$executeRaw(Prisma.sql`
    insert into file_removals (key, due_at)
    select f.key, clock_timestamp() from storage_findings as f
    where f.check_id = ${checkId} and f.kind = 'stray'
      and not exists (select from assets as a where a.key = f.key or a.thumbnail_key = f.key)
    on conflict do nothing`);
}

/** Counts anew what people use who have another sum than their files. The lock makes whoever adds a file meanwhile wait. */
async function mendSums(ctx: Context): Promise<number> {
  const wrong = await ctx.db.$queryRaw<{ userId: string }[]>(Prisma.sql`
    select a.user_id as "userId" from storage_allowances as a
    left join (select user_id, sum(size_bytes)::bigint as bytes from assets group by user_id) as s using (user_id)
    where a.used_bytes <> coalesce(s.bytes, 0)`);
  let mended = 0;
  for (const { userId } of wrong) {
    await inTransaction(ctx, async (tx) => {
      await tx.db.$queryRaw`select 1 from storage_allowances where user_id = ${userId} for update`;
      mended += await tx.db.$executeRaw(Prisma.sql`
        update storage_allowances as a set used_bytes = s.bytes
        from (select coalesce(sum(size_bytes), 0)::bigint as bytes from assets where user_id = ${userId}) as s
        where a.user_id = ${userId} and a.used_bytes <> s.bytes`);
    });
  }
  return mended;
}
