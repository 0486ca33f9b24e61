import { now, type Context } from "@/lib/db";
import { whileHolding, type JobContext } from "@/lib/jobs";
import type { JsonObject } from "@/lib/models/schema";
import { endTurn, holdsTurn } from "@/lib/turns";
import { announce } from "./announce";
import { lockCall, type CallRow } from "./calls";
import { endInDoubt, endRefused } from "./end-call";
import { accountDisabled, lost } from "./failure";

/** A call that may be sent now, once. */
export interface BegunCall {
  id: string;
  userId: string;
  creationId: string;
  modelId: string;
  body: JsonObject;
  seed: number | null;
  prompt: string;
  chargeId: string;
}

/**
 * Notes that a call is about to be sent, before it is. One that an earlier attempt had begun and not ended may have
 * been made: it is never sent again, but ends as unknown. Nothing is begun for people whose account is gone or disabled.
 * @returns undefined where there is nothing more to do
 */
export function beginCall(ctx: JobContext, callId: string): Promise<BegunCall | undefined> {
  return whileHolding(ctx, async (tx) => {
    const call = await lockCall(tx, callId);
    if (!(await holdsTurn(tx, callId))) return undefined;
    if (call?.state === "waiting") return begin(tx, call);
    if (call?.state === "submitting") await endInDoubt(tx, call, lost());
    else await endTurn(tx, callId);
    return undefined;
  });
}

async function begin(tx: Context, call: CallRow): Promise<BegunCall | undefined> {
  const { id, userId, creationId, modelId, body, seed, chargeId } = call;
  const creation = await tx.db.creation.findUniqueOrThrow({
    where: { id: creationId },
    select: { prompt: true, user: { select: { disabledAt: true } } },
  });
  if (creation.user.disabledAt) {
    await endRefused(tx, call, accountDisabled());
    return undefined;
  }
  await tx.db.creationCall.update({ where: { id }, data: { state: "submitting", submittedAt: now() } });
  await announce(tx, call);
  return { id, userId, creationId, modelId, body, seed, prompt: creation.prompt, chargeId };
}
