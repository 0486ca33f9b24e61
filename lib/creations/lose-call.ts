import { AppError } from "@/lib/core";
import { whileHolding, type JobContext } from "@/lib/jobs";
import { refundCharge } from "@/lib/metering";
import { lockCall } from "./calls";
import { endInDoubt, toJson } from "./end-call";
import { toCreationFailure } from "./failure";
import type { CreationReceipt } from "./schema";

/**
 * Ends a call that the provider had taken and knows no more. Perhaps it was made and billed, so it stays in the books at
 * the estimate; its person, who will never see it, gets the money back.
 */
export async function loseCall(ctx: JobContext, callId: string): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    const call = await lockCall(tx, callId);
    if (call?.state !== "submitted" && call?.state !== "running") return;
    const error = new AppError("unavailable", "The provider no longer knows of this work.", { reason: "expired" });
    await endInDoubt(tx, call, error);
    const { receipt, costNanos } = await tx.db.creationCall.findUniqueOrThrow({
      where: { id: callId },
      select: { receipt: true, costNanos: true },
    });
    if (costNanos > 0n) await refundCharge(tx, { chargeId: call.chargeId, reason: "forgotten by the provider" });
    const kept = { ...(receipt as unknown as CreationReceipt), refundedNanos: String(costNanos) };
    await tx.db.creationCall.update({
      where: { id: callId },
      data: {
        state: "failed",
        failure: toJson(toCreationFailure(error, { refunded: true })),
        receipt: toJson(kept),
      },
    });
  });
}
