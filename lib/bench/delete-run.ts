import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { noRun, requirePerson } from "./person";

/**
 * Forgets a run of the person's own. What it cost stays in the books.
 * @throws AppError `not_found`; `conflict` with reason `still_streaming`: stop it first
 */
export async function deleteRun(ctx: Context, { id }: { id: string }): Promise<void> {
  const userId = requirePerson(ctx);
  const { count } = await ctx.db.benchRun.deleteMany({ where: { id, userId, state: { not: "streaming" } } });
  if (count > 0) return;
  if ((await ctx.db.benchRun.count({ where: { id, userId } })) === 0) throw noRun();
  throw new AppError("conflict", "This run is still under way. Stop it first.", { reason: "still_streaming" });
}
