import type { CallState } from "@/lib/creations/schema";
import type { Context } from "@/lib/db";
import { SpeechBody } from "./call-body";

/** A call as its job needs it. */
export interface PartCall {
  id: string;
  userId: string;
  creationId: string;
  state: CallState;
  body: SpeechBody;
}

/** Undefined where the call has gone with its person. */
export async function findPartCall(ctx: Context, id: string): Promise<PartCall | undefined> {
  const row = await ctx.db.creationCall.findUnique({
    where: { id },
    select: { id: true, userId: true, creationId: true, state: true, body: true },
  });
  return row ? { ...row, body: SpeechBody.parse(row.body) } : undefined;
}

/** Its person wants no more of it. */
export async function isStopped(ctx: Pick<Context, "db">, id: string): Promise<boolean> {
  const row = await ctx.db.creationCall.findUnique({ where: { id }, select: { stoppedAt: true } });
  return row?.stoppedAt != null;
}
