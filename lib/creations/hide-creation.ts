import { inTransaction, type Context } from "@/lib/db";
import { announce } from "./announce";
import { cancelWaiting } from "./cancel-creation";
import { noCreation, requirePerson } from "./person";

/**
 * Puts a creation out of the studio's list. What still waits is cancelled; what was made stays in the library.
 * @throws AppError `not_found`
 */
export async function hideCreation(ctx: Context, { id }: { id: string }): Promise<void> {
  const userId = requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.creation.updateMany({ where: { id, userId }, data: { hiddenAt: tx.now } });
    if (count === 0) throw noCreation();
    await cancelWaiting(tx, { id });
    await announce(tx, { userId, creationId: id });
  });
}
