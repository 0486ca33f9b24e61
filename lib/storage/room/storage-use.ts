import { AppError } from "@/lib/core";
import { Prisma, type Context } from "@/lib/db";
import type { StorageOfPerson, StorageUse, StorageUseByKind } from "../schema";
import { installationLimit } from "./limit";
import { personOf } from "./require-room";

/**
 * What a person's files take, trash included, and what they may take.
 * @param userId somebody else, for administrators and the system
 * @throws AppError `forbidden`
 */
export async function storageUse(ctx: Context, userId?: string): Promise<StorageUse> {
  const person = userId ?? personOf(ctx);
  requireOwnOrAdministrator(ctx, person);
  const [allowance, kinds] = await Promise.all([
    ctx.db.storageAllowance.findUnique({ where: { userId: person } }),
    ctx.db.$queryRaw<StorageUseByKind[]>(Prisma.sql`
      select kind, count(*)::int as files, sum(size_bytes)::float8 as "sizeBytes",
        coalesce(sum(size_bytes) filter (where trashed_at is not null), 0)::float8 as "trashBytes"
      from assets where user_id = ${person} group by kind order by 3 desc`),
  ]);
  return { ...toLimit(allowance), usedBytes: Number(allowance?.usedBytes ?? 0n), kinds };
}

/**
 * Use and limit of each of these people, in their order.
 * @throws AppError `forbidden` for people who are not administrators
 */
export async function storageOf(ctx: Context, userIds: string[]): Promise<StorageOfPerson[]> {
  requireAdministrator(ctx);
  const rows = await ctx.db.storageAllowance.findMany({ where: { userId: { in: userIds } } });
  const rowOf = new Map(rows.map((row) => [row.userId, row]));
  return userIds.map((userId) => {
    const row = rowOf.get(userId) ?? null;
    return { ...toLimit(row), usedBytes: Number(row?.usedBytes ?? 0n) };
  });
}

interface Limit {
  ownLimit: boolean;
  limitBytes: bigint | null;
}

function toLimit(row: Limit | null): { limitBytes: number | null; ownLimit: boolean } {
  if (!row?.ownLimit) return { ownLimit: false, limitBytes: installationLimit() };
  return { ownLimit: true, limitBytes: row.limitBytes === null ? null : Number(row.limitBytes) };
}

function requireOwnOrAdministrator(ctx: Context, userId: string): void {
  if (!("userId" in ctx.actor && ctx.actor.userId === userId)) requireAdministrator(ctx);
}

/** @throws AppError `forbidden` */
export function requireAdministrator({ actor }: Context): void {
  if (actor.type === "system" || ("role" in actor && actor.role === "admin")) return;
  throw new AppError("forbidden", "Only an administrator may do this.");
}
