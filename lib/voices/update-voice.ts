import type { Context } from "@/lib/db";
import { findVoice } from "./list-voices";
import { noVoice, requireAdministrator, requirePerson } from "./person";
import type { UpdateVoiceInput, Voice } from "./schema";

/**
 * Renames a voice of the acting person, or gives it to everybody, which administrators alone may. The provider goes on
 * calling it as it did.
 * @throws AppError `not_found`, `forbidden`
 */
export async function updateVoice(ctx: Context, { id, ...changes }: UpdateVoiceInput & { id: string }): Promise<Voice> {
  const userId = requirePerson(ctx);
  const { name, shared } = changes;
  if (shared !== undefined) requireAdministrator(ctx);
  const { count } = await ctx.db.voice.updateMany({
    where: { id, userId, state: { not: "deleting" } },
    data: { ...(name !== undefined && { name }), ...(shared !== undefined && { shared }) },
  });
  if (count === 0) throw noVoice();
  return findVoice(ctx, id);
}
