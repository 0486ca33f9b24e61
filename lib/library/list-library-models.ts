import type { Context } from "@/lib/db";
import { namesOf } from "@/lib/models";
import { requirePerson } from "./person";
import type { LibraryModel } from "./schema";

/** The models that made what the person has in the library, those of most things first. */
export async function listLibraryModels(ctx: Context): Promise<LibraryModel[]> {
  const rows = await ctx.db.$queryRaw<{ id: string; count: number }[]>`
    select model_id as id, count(*)::int as count from assets
    where user_id = ${requirePerson(ctx)} and trashed_at is null and origin <> 'page' and model_id is not null
    group by model_id order by count(*) desc, model_id limit 100`;
  const names = await namesOf(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, count }) => ({ id, name: names[id] ?? id, count }));
}
