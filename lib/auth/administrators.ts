import { AppError } from "@/lib/core";
import { Prisma, type Context } from "@/lib/db";

/**
 * Makes sure somebody else remains to administer, before `userId` stops doing so in this transaction. Locks the rows of
 * all administrators, in one order, so that two who demote each other at once cannot both succeed.
 * @throws AppError `conflict` (`last_administrator`)
 */
export async function requireOtherAdministrator(tx: Context, userId: string): Promise<void> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>(Prisma.sql`
    select id from users where role = 'admin' and disabled_at is null order by id for update`);
  if (rows.some(({ id }) => id !== userId) || !rows.some(({ id }) => id === userId)) return;
  throw new AppError("conflict", "This is the last administrator. Make somebody else one first.", {
    reason: "last_administrator",
  });
}
