import { now, Prisma, type Context } from "@/lib/db";
import { whileHolding, type JobContext } from "@/lib/jobs";
import type { JsonObject } from "@/lib/models/schema";
import { endTurn, holdsTurn } from "@/lib/turns";
import { announce } from "./announce";
import { noteBegun } from "./begun";
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
export async function beginCall(ctx: JobContext, callId: string): Promise<BegunCall | undefined> {
  let isOurs = false;
  const begun = await whileHolding(ctx, async (tx) => {
    const call = await lockCall(tx, callId);
    if (!(await holdsTurn(tx, callId))) return undefined;
    // Written by this very transaction, where the answer to its first commit was lost.
    if (call?.state === "submitting" && isOurs) return toBegun(tx, call);
    if (call?.state === "waiting") {
      isOurs = await begin(tx, call);
      return isOurs ? toBegun(tx, call) : undefined;
    }
    if (call?.state === "submitting") await endInDoubt(tx, call, lost());
    else await endTurn(tx, callId);
    return undefined;
  });
  if (begun) noteBegun(ctx, callId);
  return begun;
}

/** @returns whether it may be sent */
async function begin(tx: Context, call: CallRow): Promise<boolean> {
  const { disabledAt } = await tx.db.user.findUniqueOrThrow({
    where: { id: call.userId },
    select: { disabledAt: true },
  });
  if (disabledAt) {
    await endRefused(tx, call, accountDisabled());
    return false;
  }
  await tx.db.creationCall.update({
    where: { id: call.id },
    data: { state: "submitting", submittedAt: now(), failure: Prisma.DbNull },
  });
  await announce(tx, call);
  return true;
}

async function toBegun(tx: Context, call: CallRow): Promise<BegunCall> {
  const { id, userId, creationId, modelId, body, seed, chargeId } = call;
  const { prompt } = await tx.db.creation.findUniqueOrThrow({ where: { id: creationId }, select: { prompt: true } });
  return { id, userId, creationId, modelId, body, seed, prompt, chargeId };
}
