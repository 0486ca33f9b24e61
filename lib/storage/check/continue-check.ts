import type { Context } from "@/lib/db";
import { storage } from "../installation";
import { checkFiles } from "./check-files";
import { checkRows } from "./check-rows";
import { finishCheck } from "./finish-check";

/** A check as its row has it. */
export interface RunningCheck {
  id: string;
  phase: "rows" | "files" | "done";
  cursor: string | null;
  repair: boolean;
  insist: boolean;
  startedAt: Date;
}

/**
 * Goes on with the check that is under way, if there is one, for about as long as it may. Piece by piece, each noted as
 * it is done: whoever comes next, after a kill as well, goes on from there, and two at once do no harm.
 * @returns whether it is over
 * @throws AppError `unavailable` while the storage is away; then nothing counts as missing
 */
export async function continueStorageCheck(ctx: Context, { budgetMs }: { budgetMs: number }): Promise<boolean> {
  const files = storage();
  const endsAt = performance.now() + budgetMs;
  do {
    const check = await ctx.db.storageCheck.findFirst({ where: { finishedAt: null } });
    if (!check) return true;
    ctx.signal?.throwIfAborted();
    if (check.phase === "rows") await checkRows(ctx, files, check);
    else if (check.phase === "files") await checkFiles(ctx, files, check);
    else await finishCheck(ctx, check.id);
  } while (performance.now() < endsAt);
  return false;
}
