import type { Context } from "@/lib/db";
import { creationColumns, toCreations } from "./load-creations";
import { noCreation, requirePerson } from "./person";
import type { Creation } from "./schema";

/**
 * One of the acting person's creations; put away or not, since what came of it lives on in the library.
 * @throws AppError `not_found`
 */
export async function findCreation(ctx: Context, { id }: { id: string }): Promise<Creation> {
  const userId = requirePerson(ctx);
  const row = await ctx.db.creation.findFirst({ where: { id, userId }, select: creationColumns });
  if (!row) throw noCreation();
  return (await toCreations(ctx, [row]))[0]!;
}
