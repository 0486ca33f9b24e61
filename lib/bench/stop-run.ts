import type { Context } from "@/lib/db";
import { holding } from "./holding";
import { noRun, requirePerson } from "./person";

/**
 * Ends a run, in whichever process it is made: here at once, elsewhere with its next checkpoint. One that is over stays
 * as it is.
 * @throws AppError `not_found`
 */
export async function stopRun(ctx: Context, { id }: { id: string }): Promise<void> {
  const userId = requirePerson(ctx);
  const { count } = await ctx.db.benchRun.updateMany({
    where: { id, userId, state: "streaming" },
    data: { stopRequestedAt: ctx.now },
  });
  if (count === 0 && (await ctx.db.benchRun.count({ where: { id, userId } })) === 0) throw noRun();
  if (count > 0) holding().live.get(id)?.stop("stop");
}
