import { now, type Prisma, type Context } from "@/lib/db";
import { cancelCharge, settleCharge } from "@/lib/metering";
import { endTurn } from "@/lib/turns";
import { announce } from "./announce";
import type { CallRow } from "./calls";
import { toCreationFailure } from "./failure";
import { askNext } from "./next-call";
import { toReceipt } from "./receipt";

/** The provider did nothing, so nothing is paid. */
export async function endRefused(tx: Context, call: CallRow, error: unknown): Promise<void> {
  await cancelCharge(tx, { chargeId: call.chargeId });
  const failure = toCreationFailure(error, { refunded: true });
  await tx.db.creationCall.update({
    where: { id: call.id },
    data: { state: "failed", failure: toJson(failure), costNanos: 0n, endedAt: now() },
  });
  await endTurn(tx, call.id);
  await askNext(tx, call);
  await announce(tx, call);
}

/** Perhaps made and paid, never to be known: settled at the estimate. */
export async function endInDoubt(tx: Context, call: CallRow, error: unknown): Promise<void> {
  const failure = toCreationFailure(error, { refunded: false });
  const traceId = failure.traceId ?? call.traceId;
  const settlement = await settleCharge(tx, {
    chargeId: call.chargeId,
    usage: call.estimate,
    basis: "estimated",
    outcome: "unknown",
    ...(traceId !== null && { traceId }),
  });
  const receipt = toReceipt({
    modelId: call.modelId,
    body: call.body,
    usage: call.estimate,
    settlement,
    basis: "estimated",
    seed: call.seed,
    traceId,
    inferenceMs: null,
    totalMs: Math.max(0, now().getTime() - (call.submittedAt ?? now()).getTime()),
  });
  await tx.db.creationCall.update({
    where: { id: call.id },
    data: {
      state: "unknown",
      failure: toJson(failure),
      receipt: toJson(receipt),
      costNanos: settlement.costNanos,
      traceId,
      endedAt: now(),
    },
  });
  await endTurn(tx, call.id);
  await askNext(tx, call);
  await announce(tx, call);
}

/** A DTO of ours as the database takes it. */
export function toJson(value: object): Prisma.InputJsonObject {
  return value as Prisma.InputJsonObject;
}
