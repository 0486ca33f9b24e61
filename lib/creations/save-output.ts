import { now, Prisma, type Context } from "@/lib/db";
import { whileHolding, type JobContext } from "@/lib/jobs";
import { refundCharge } from "@/lib/metering";
import { announce } from "./announce";
import { lockCall, type CallRow } from "./calls";
import { toJson } from "./end-call";
import { toCreationFailure } from "./failure";
import { shareOf } from "./receipt";
import type { CreationFailure, CreationReceipt } from "./schema";

interface Saving {
  call: CallRow;
  position: number;
}

/** Notes that a result is kept, in the transaction that makes its asset. */
export async function saveOutput(tx: Context, outputId: string, assetId: string): Promise<void> {
  const saving = await lockOutput(tx, outputId);
  // Kept by another, or gone with its person: then the asset must not be either.
  if (!saving) throw new Error("This result is no longer being fetched.");
  await tx.db.creationOutput.update({
    where: { id: outputId },
    data: { state: "done", assetId, failure: Prisma.DbNull, savedAt: now() },
  });
  await endSaved(tx, saving.call);
}

/** Keeps in mind why a result could not be fetched this time: should it be the last time, that was it. */
export async function noteTry(ctx: JobContext, outputId: string, error: unknown): Promise<void> {
  const failure = toCreationFailure(error, { refunded: false });
  await whileHolding(ctx, (tx) =>
    tx.db.creationOutput.updateMany({ where: { id: outputId, state: "saving" }, data: { failure: toJson(failure) } }),
  );
}

/** Notes that a result could not be kept, and gives its share of the cost back to the person. A second time changes nothing. */
export async function failOutput(ctx: JobContext, outputId: string, error: unknown): Promise<void> {
  await whileHolding(ctx, async (tx) => {
    const saving = await lockOutput(tx, outputId);
    if (!saving) return;
    const { call, position } = saving;
    const { receipt, costNanos } = await tx.db.creationCall.findUniqueOrThrow({
      where: { id: call.id },
      select: { receipt: true, costNanos: true },
    });
    const outputs = await tx.db.creationOutput.count({ where: { callId: call.id } });
    const nanos = shareOf(costNanos, position, outputs);
    if (nanos > 0n) await refundCharge(tx, { chargeId: call.chargeId, nanos, reason: `output ${position} not saved` });
    const failure = toCreationFailure(error, { refunded: true });
    await tx.db.creationOutput.update({ where: { id: outputId }, data: { state: "failed", failure: toJson(failure) } });
    if (receipt) {
      const given = receipt as unknown as CreationReceipt;
      const refundedNanos = String(BigInt(given.refundedNanos ?? "0") + nanos);
      await tx.db.creationCall.update({
        where: { id: call.id },
        data: { receipt: toJson({ ...given, refundedNanos }) },
      });
    }
    await endSaved(tx, call);
  });
}

/** Locks the call first, as everybody does, so that of two results exactly one is the last. */
async function lockOutput(tx: Context, outputId: string): Promise<Saving | undefined> {
  const found = await tx.db.creationOutput.findUnique({ where: { id: outputId }, select: { callId: true } });
  const call = found && (await lockCall(tx, found.callId));
  if (!call) return undefined;
  const output = await tx.db.creationOutput.findUnique({
    where: { id: outputId },
    select: { state: true, position: true },
  });
  return output?.state === "saving" ? { call, position: output.position } : undefined;
}

/** A call is over with the last of its results: done if any could be kept. */
async function endSaved(tx: Context, call: CallRow): Promise<void> {
  const outputs = await tx.db.creationOutput.findMany({
    where: { callId: call.id },
    select: { state: true, failure: true },
    orderBy: { position: "asc" },
  });
  if (outputs.every(({ state }) => state !== "saving")) {
    const failure = outputs.some(({ state }) => state === "done")
      ? undefined
      : (outputs.find((output) => output.failure)?.failure as CreationFailure | undefined);
    await tx.db.creationCall.update({
      where: { id: call.id },
      data: { state: failure ? "failed" : "done", endedAt: now(), ...(failure && { failure: toJson(failure) }) },
    });
  }
  await announce(tx, call);
}
