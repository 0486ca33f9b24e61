import type { SqlContext } from "@/lib/db";

/**
 * The places of these calls among all that wait for their model, 1 being next, as they would go if each took equally
 * long: everybody's next one, then everybody's second. Calls that do not wait have none.
 */
export async function placesOf(ctx: SqlContext, keys: string[]): Promise<Map<string, number>> {
  if (!keys.length) return new Map();
  const rows = await ctx.db.$queryRaw<{ key: string; place: bigint }[]>`
    with models as (
      select distinct model_id from turns where key = any(${keys}) and granted_at is null
    ), running as (
      select user_id, count(*) as calls from turns where granted_at is not null group by user_id
    ), numbered as (
      select key, model_id, requested_at,
        row_number() over (partition by model_id, user_id order by requested_at, key) + coalesce(running.calls, 0) as nth
      from turns left join running using (user_id)
      where granted_at is null and model_id in (select model_id from models)
    ), placed as (
      select key, row_number() over (partition by model_id order by nth, requested_at, key) as place from numbered
    )
    select key, place from placed where key = any(${keys})`;
  return new Map(rows.map(({ key, place }) => [key, Number(place)]));
}
