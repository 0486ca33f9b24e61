import { newId } from "@/lib/core";
import { Prisma, type Context } from "@/lib/db";
import type { StorageCheckInput } from "../schema";
import { requireAdministrator } from "../room/storage-use";

/** Checks that are kept, for whoever asks how it was. */
const KEPT = 30;

/**
 * Begins a comparison of rows and files, unless one is under way: then that one goes on, and mends what it finds if this
 * one should. `continueStorageCheck` does the work.
 * @throws AppError `forbidden`
 */
export async function startStorageCheck(ctx: Context, { repair, insist = false }: StorageCheckInput): Promise<void> {
  requireAdministrator(ctx);
  await ctx.db.$executeRaw(Prisma.sql`
    insert into storage_checks (id, repair, insist, started_at) values (${newId()}, ${repair}, ${insist}, clock_timestamp())
    on conflict ((true)) where finished_at is null do update set
      repair = storage_checks.repair or excluded.repair, insist = storage_checks.insist or excluded.insist`);
  await ctx.db.$executeRaw(Prisma.sql`
    delete from storage_checks where finished_at is not null
      and id not in (select id from storage_checks order by started_at desc limit ${KEPT})`);
}

/**
 * Begins the regular check once the last one is old enough.
 * @returns whether a check is under way
 */
export async function startDueStorageCheck(ctx: Context, intervalMs: number): Promise<boolean> {
  const [due] = await ctx.db.$queryRaw<{ running: boolean; due: boolean }[]>(Prisma.sql`
    select coalesce(bool_or(finished_at is null), false) as running,
      coalesce(max(started_at) < clock_timestamp() - ${`${intervalMs} milliseconds`}::interval, true) as due
    from storage_checks`);
  if (!due!.running && due!.due) await startStorageCheck(ctx, { repair: true });
  return due!.running || due!.due;
}
