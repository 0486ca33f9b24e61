import { findCreation } from "@/lib/creations";
import type { Context } from "@/lib/db";
import { noSpeech, requirePerson } from "./person";
import type { Speech } from "./speech";
import { toSpeech } from "./to-speech";

/** One of the acting person's speeches. @throws AppError `not_found` */
export async function findSpeech(ctx: Context, { id }: { id: string }): Promise<Speech> {
  const row = await ctx.db.speech.findFirst({
    where: { creationId: id, userId: requirePerson(ctx) },
    include: { parts: { orderBy: { position: "asc" } } },
  });
  if (!row) throw noSpeech();
  const [creation, places] = await Promise.all([
    findCreation(ctx, { id }),
    ctx.db.$queryRaw<{ id: string; part: number }[]>`
      select id, (body ->> 'part')::int as part from creation_calls where creation_id = ${id}`,
  ]);
  return toSpeech(row, creation, new Map(places.map((call) => [call.id, call.part])));
}
