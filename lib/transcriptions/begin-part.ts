import { accountDisabled, lost, outcomeOf } from "@/lib/creations";
import { now, type Context } from "@/lib/db";
import { whileHolding, type JobContext } from "@/lib/jobs";
import { cancelCharge } from "@/lib/metering";
import type { TranscriptionAnswer } from "@/lib/siliconflow";
import { endTurn, holdsTurn, requestTurn } from "@/lib/turns";
import { closeOrphan, endDone, endInDoubt, endRefused } from "./end-part";
import { partJob } from "./jobs";
import { lockPart, type PartRow } from "./parts";

/** A call that this run has noted as being sent. */
export interface BegunPart {
  id: string;
  modelId: string;
  chargeId: string;
}

/**
 * Notes that a part is about to be sent, before it is. One that an earlier run had begun and not ended may have been
 * done: it is never sent again, but ends as unknown.
 * @returns undefined where there is nothing to send
 */
export async function beginPart(ctx: JobContext, id: string): Promise<BegunPart | undefined> {
  let isOurs = false;
  return whileHolding(ctx, async (tx) => {
    const part = await lockPart(tx, id);
    if (!(await holdsTurn(tx, id))) return undefined;
    // Written by this very transaction, where the answer to its first commit was lost.
    if (part?.state === "submitting" && isOurs) return part;
    if (part?.state === "waiting") {
      isOurs = await begin(tx, part);
      return isOurs ? part : undefined;
    }
    if (part?.state === "submitting") await endInDoubt(tx, part, lost());
    else await endTurn(tx, id);
    return undefined;
  });
}

async function begin(tx: Context, part: PartRow): Promise<boolean> {
  const { disabledAt } = await tx.db.user.findUniqueOrThrow({
    where: { id: part.userId },
    select: { disabledAt: true },
  });
  if (disabledAt) {
    await endRefused(tx, part, accountDisabled());
    return false;
  }
  await tx.db.transcriptionPart.update({ where: { id: part.id }, data: { state: "submitting", submittedAt: now() } });
  return true;
}

export async function keepPart(ctx: JobContext, begun: BegunPart, answer: TranscriptionAnswer): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    const part = await lockPart(tx, begun.id);
    if (!part) return closeOrphan(tx, begun.chargeId);
    if (part.state === "submitting") await endDone(tx, part, answer);
  });
}

/** Ends a part that this run has sent, and that has brought nothing. */
export async function failPart(ctx: JobContext, begun: BegunPart, error: unknown): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    const part = await lockPart(tx, begun.id);
    if (!part) return closeOrphan(tx, begun.chargeId, error);
    if (part.state !== "submitting") return;
    if (outcomeOf(error) === "refused") await endRefused(tx, part, error);
    else await endInDoubt(tx, part, error);
  });
}

/** Ends a part that was not sent by this run: where an earlier one had sent it, it may have been done. */
export async function giveUpPart(ctx: JobContext, id: string, error: unknown): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    const part = await lockPart(tx, id);
    if (part?.state === "waiting") await endRefused(tx, part, error);
    if (part?.state === "submitting") await endInDoubt(tx, part, lost());
  });
}

/** Puts a part that the provider refused for now back to where it waits. It keeps its charge. */
export async function returnPart(ctx: JobContext, begun: BegunPart, { afterMs }: { afterMs: number }): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    const part = await lockPart(tx, begun.id);
    if (!part) return cancelCharge(tx, { chargeId: begun.chargeId });
    if (part.state !== "submitting") return;
    await tx.db.transcriptionPart.update({ where: { id: part.id }, data: { state: "waiting", submittedAt: null } });
    await requestTurn(tx, {
      ...{ key: part.id, modelId: part.modelId, userId: part.userId, images: 0 },
      ...{ job: partJob, payload: { partId: part.id }, notBefore: new Date(now().getTime() + afterMs) },
    });
  });
}
