import type { Context } from "@/lib/db";
import { noRun, requirePerson } from "./person";
import { runColumns, toRun } from "./rows";
import type { BenchRun } from "./schema";

/** A run of the person's own, with all that was said. @throws AppError `not_found` */
export async function findRun(ctx: Context, { id }: { id: string }): Promise<BenchRun> {
  const row = await ctx.db.benchRun.findFirst({ where: { id, userId: requirePerson(ctx) }, select: runColumns });
  if (!row) throw noRun();
  return toRun(row);
}
