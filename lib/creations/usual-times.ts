import type { Context } from "@/lib/db";

/** How many of the last calls of a model say how long one takes. */
const SAMPLES = 20;

/** How long calls of these models have usually taken of late, in milliseconds from being sent to being made. */
export async function usualTimes(ctx: Context, modelIds: readonly string[]): Promise<Map<string, number>> {
  if (modelIds.length === 0) return new Map();
  const rows = await ctx.db.$queryRaw<{ modelId: string; usualMs: number | null }[]>`
    select model_id as "modelId", (
      select percentile_cont(0.5) within group (order by extract(epoch from answered_at - submitted_at) * 1000)
      from (
        select answered_at, submitted_at from creation_calls c
        where c.model_id = asked.model_id and answered_at is not null and submitted_at is not null
        order by answered_at desc limit ${SAMPLES}
      ) as latest
    )::float8 as "usualMs"
    from unnest(${[...modelIds]}::text[]) as asked (model_id)`;
  return new Map(rows.flatMap(({ modelId, usualMs }) => (usualMs === null ? [] : [[modelId, Math.round(usualMs)]])));
}
