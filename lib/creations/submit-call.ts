import { now } from "@/lib/db";
import { enqueue, whileHolding, type Job, type JobContext } from "@/lib/jobs";
import { endTurn } from "@/lib/turns";
import { announce } from "./announce";
import type { CallPayload } from "./call-job";
import { lockCall } from "./calls";

interface Submitted {
  /** the provider's id of the work */
  providerId: string;
  traceId?: string | undefined;
  /** looks after the call from here on; enqueued with the same commit, under the call's id */
  next?: { job: Job<CallPayload>; delayMs: number };
}

/** Notes that the provider has taken a call, and under which id it can be asked about. Its turn is over. */
export async function submitCall(
  ctx: JobContext,
  callId: string,
  { providerId, traceId, next }: Submitted,
): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    const call = await lockCall(tx, callId);
    if (call?.state !== "submitting") return;
    await tx.db.creationCall.update({
      where: { id: callId },
      data: { state: "submitted", providerId, traceId: traceId ?? null, ...(next && { job: next.job.name }) },
    });
    if (next) await enqueue(tx, next.job, { callId }, { key: callId, delayMs: next.delayMs });
    await endTurn(tx, callId);
    await announce(tx, call);
  });
}

/** Notes that the provider works on a call. */
export async function runCall(ctx: JobContext, callId: string): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    const call = await lockCall(tx, callId);
    if (call?.state !== "submitted") return;
    await tx.db.creationCall.update({ where: { id: callId }, data: { state: "running", runningAt: now() } });
    await announce(tx, call);
  });
}
