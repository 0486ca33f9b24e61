import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { requirePerson } from "./person";
import { summaryColumns, toRunSummary } from "./rows";
import type { ListRunsInput, RunPage } from "./schema";

/** The person's own runs, newest first, one page at a time. @throws AppError `invalid_input` for a cursor not ours */
export async function listRuns(ctx: Context, { mode, cursor, limit }: ListRunsInput): Promise<RunPage> {
  const userId = requirePerson(ctx);
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const rows = await ctx.db.benchRun.findMany({
    where: {
      userId,
      ...(mode && { mode }),
      ...(after && {
        OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }],
      }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: summaryColumns,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toRunSummary),
    kept: env().BENCH_RUNS_KEPT,
    nextCursor: rows.length > limit && last ? `${last.createdAt.getTime()}_${last.id}` : null,
  };
}

function decodeCursor(text: string): { createdAt: Date; id: string } {
  const match = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text);
  if (!match) throw new AppError("invalid_input", "Check cursor: it is not one of ours.", { field: "cursor" });
  return { createdAt: new Date(Number(match[1])), id: match[2]! };
}
