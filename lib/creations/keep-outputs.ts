import { newId } from "@/lib/core";
import { now } from "@/lib/db";
import { enqueue, whileHolding, type JobContext } from "@/lib/jobs";
import { settleCharge } from "@/lib/metering";
import type { Usage } from "@/lib/metering/schema";
import { endTurn } from "@/lib/turns";
import { announce } from "./announce";
import { lockCall } from "./calls";
import { captureOutput } from "./capture-output";
import { toJson } from "./end-call";
import { toReceipt } from "./receipt";
import type { CallState } from "./schema";

export interface KeepOutputsInput {
  /** where the results are to be fetched */
  urls: readonly string[];
  /** when the provider forgets them */
  deadline: Date;
  usage: Usage;
  seed?: number | undefined;
  traceId?: string | undefined;
  /** the provider's own time */
  inferenceMs?: number | undefined;
}

const underWay: ReadonlySet<CallState> = new Set(["submitting", "submitted", "running"]);

/**
 * Notes what a call has made before the first byte of it is fetched: its addresses with their deadline, what it cost,
 * and the jobs that fetch, in one commit. A second time changes nothing.
 */
export async function keepOutputs(ctx: JobContext, callId: string, input: KeepOutputsInput): Promise<void> {
  const { urls, deadline, usage } = input;
  await whileHolding(ctx, async (tx) => {
    const call = await lockCall(tx, callId);
    if (!call || !underWay.has(call.state)) return;
    const traceId = input.traceId ?? call.traceId;
    const seed = input.seed ?? call.seed;
    const settlement = await settleCharge(tx, {
      chargeId: call.chargeId,
      usage,
      basis: "reported",
      outcome: "complete",
      ...(traceId !== null && { traceId }),
    });
    const receipt = toReceipt({
      modelId: call.modelId,
      body: call.body,
      usage,
      settlement,
      basis: "reported",
      seed,
      traceId,
      inferenceMs: input.inferenceMs ?? null,
      totalMs: Math.max(0, now().getTime() - (call.submittedAt ?? now()).getTime()),
    });
    await tx.db.creationCall.update({
      where: { id: callId },
      data: {
        state: "saving",
        answeredAt: now(),
        seed: seed === null ? null : BigInt(seed),
        traceId,
        receipt: toJson(receipt),
        costNanos: settlement.costNanos,
      },
    });
    const outputs = urls.map((url, position) => ({ id: newId(), callId, position, url, deadline, createdAt: now() }));
    await tx.db.creationOutput.createMany({ data: outputs });
    for (const { id } of outputs) await enqueue(tx, captureOutput, { outputId: id }, { key: id, deadline });
    await endTurn(tx, callId);
    await announce(tx, call);
  });
}
