import { now, type Context } from "@/lib/db";
import { whileHolding, type JobContext } from "@/lib/jobs";
import { settleCharge } from "@/lib/metering";
import { endTurn } from "@/lib/turns";
import { announce } from "./announce";
import { lockCall } from "./calls";
import { toJson } from "./end-call";
import { toCreationFailure } from "./failure";
import { askNext } from "./next-call";
import { toReceipt } from "./receipt";
import type { CallState } from "./schema";

/** Notes that the first bytes of an answer that is streamed have come. */
export async function hearCall(ctx: JobContext, callId: string, { traceId }: { traceId?: string | undefined }) {
  await whileHolding(ctx, async (tx) => {
    const call = await lockCall(tx, callId);
    if (call?.state !== "submitting") return;
    await tx.db.creationCall.update({
      where: { id: callId },
      data: { state: "running", runningAt: now(), traceId: traceId ?? null },
    });
    await announce(tx, call);
  });
}

export interface HeardEnd {
  /** `saving`: all of it came, and `finishCall` says when it is kept */
  state: Extract<CallState, "saving" | "failed" | "cancelled" | "unknown">;
  outcome: "complete" | "stopped" | "interrupted" | "unknown";
  traceId?: string | undefined;
  /** why it is not whole */
  error?: unknown;
}

/**
 * Ends a call whose answer was streamed, whole or not: what was sent is counted and paid, since the provider counts that
 * too. Its turn is over, and the next call's is asked for.
 */
export async function endHeard(
  ctx: JobContext,
  callId: string,
  { state, outcome, error, ...end }: HeardEnd,
  within?: (tx: Context) => Promise<void>,
): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    const call = await lockCall(tx, callId);
    if (call?.state !== "submitting" && call?.state !== "running") return;
    const traceId = end.traceId ?? call.traceId;
    const basis = outcome === "unknown" ? ("estimated" as const) : ("measured" as const);
    const { chargeId, estimate: usage, modelId, body, seed } = call;
    const settlement = await settleCharge(tx, {
      ...{ chargeId, usage, basis, outcome },
      ...(traceId !== null && { traceId }),
    });
    const totalMs = Math.max(0, now().getTime() - (call.submittedAt ?? now()).getTime());
    const receipt = toReceipt({
      ...{ modelId, body, usage, settlement, basis, seed, traceId, totalMs },
      inferenceMs: null,
    });
    await tx.db.creationCall.update({
      where: { id: callId },
      data: {
        ...{ state, traceId, receipt: toJson(receipt), costNanos: settlement.costNanos, answeredAt: now() },
        ...(state !== "saving" && { endedAt: now() }),
        ...(error !== undefined && { failure: toJson(toCreationFailure(error, { refunded: false })) }),
      },
    });
    await endTurn(tx, callId);
    await askNext(tx, call);
    await within?.(tx);
    await announce(tx, call);
  });
}

/**
 * Notes that the whole of an answer is kept, or why it could not be.
 * @param within what else is written then
 */
export async function finishCall(
  ctx: JobContext,
  callId: string,
  { error, within }: { error?: unknown; within?: (tx: Context) => Promise<void> },
): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    const call = await lockCall(tx, callId);
    if (call?.state !== "saving") return;
    const failure = error === undefined ? undefined : toCreationFailure(error, { refunded: false });
    await tx.db.creationCall.update({
      where: { id: callId },
      data: { state: failure ? "failed" : "done", endedAt: now(), ...(failure && { failure: toJson(failure) }) },
    });
    await within?.(tx);
    await announce(tx, call);
  });
}
