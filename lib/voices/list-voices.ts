import type { Context } from "@/lib/db";
import { noVoice, requirePerson } from "./person";
import { toVoices, voiceColumns } from "./rows";
import type { Voice } from "./schema";

/** Nobody makes so many that a list of them would need pages; see MAX_VOICES. */
const MOST = 500;

/** Whose voices a person sees: their own, and those that an administrator shares once they can be used. */
function visibleTo(userId: string) {
  return { OR: [{ userId }, { shared: true, state: "ready" as const, userId: { not: null } }] };
}

/** The caller's voices and those they may use, the newest first. */
export async function listVoices(ctx: Context): Promise<Voice[]> {
  const userId = requirePerson(ctx);
  const rows = await ctx.db.voice.findMany({
    where: visibleTo(userId),
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: MOST,
    select: voiceColumns,
  });
  return toVoices(ctx, rows, userId);
}

/** @throws AppError `not_found` */
export async function findVoice(ctx: Context, id: string): Promise<Voice> {
  const userId = requirePerson(ctx);
  const row = await ctx.db.voice.findFirst({ where: { id, ...visibleTo(userId) }, select: voiceColumns });
  if (!row) throw noVoice();
  return (await toVoices(ctx, [row], userId))[0]!;
}
