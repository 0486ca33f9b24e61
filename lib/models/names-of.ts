import type { Context } from "@/lib/db";
import { catalogue } from "./catalogue";

/** The names of models by id, also of those no longer on offer; ids nobody knows are left out. */
export async function namesOf(ctx: Context, ids: Iterable<string>): Promise<Record<string, string>> {
  const models = await catalogue(ctx);
  return Object.fromEntries(
    [...new Set(ids)].flatMap((id) => {
      const model = models.get(id);
      return model ? [[id, model.row.name]] : [];
    }),
  );
}
