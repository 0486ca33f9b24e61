import { publish, type SqlContext } from "@/lib/db";
import { everyModel } from "./plan-grants";

/**
 * Nobody's turn comes for so long: for one model, or for all. A longer pause stays. When it ends one call goes first,
 * and the others follow unless that pauses them again.
 */
export async function pauseTurns(
  ctx: SqlContext,
  { modelId, pauseMs }: { modelId: string | null; pauseMs: number },
): Promise<void> {
  await ctx.db.$executeRaw`
    insert into turn_pauses as p (model_id, until)
    values (${modelId ?? everyModel}, clock_timestamp() + ${`${pauseMs} milliseconds`}::interval)
    on conflict (model_id) do update set until = greatest(p.until, excluded.until)`;
  await publish("turns", "paused", ctx.db);
}
