import { Prisma, type Context } from "@/lib/db";
import type { StorageUser, StorageTotals } from "../schema";
import { limitInForce } from "./limit";
import { requireAdministrator } from "./storage-use";

/**
 * Those whose files take most, the largest first.
 * @throws AppError `forbidden`
 */
export async function largestStorageUsers(ctx: Context, { limit }: { limit: number }): Promise<StorageUser[]> {
  requireAdministrator(ctx);
  return ctx.db.$queryRaw<StorageUser[]>(Prisma.sql`
    select u.id as "userId", coalesce(nullif(u.name, ''), u.email) as name, a.used_bytes::float8 as "usedBytes",
      ${limitInForce()}::float8 as "limitBytes", a.own_limit as "ownLimit"
    from storage_allowances as a join users as u on u.id = a.user_id
    where a.used_bytes > 0 or a.own_limit
    order by a.used_bytes desc, u.id limit ${limit}`);
}

/**
 * What everybody's files take together.
 * @throws AppError `forbidden`
 */
export async function storageTotals(ctx: Context): Promise<StorageTotals> {
  requireAdministrator(ctx);
  const [totals] = await ctx.db.$queryRaw<[Omit<StorageTotals, "missing">]>(Prisma.sql`
    select coalesce(sum(used_bytes), 0)::float8 as "usedBytes", count(*) filter (where used_bytes > 0)::int as people
    from storage_allowances`);
  return { ...totals, missing: await ctx.db.asset.count({ where: { missingAt: { not: null } } }) };
}
