import { inTransaction, type Context } from "@/lib/db";
import { cancelCharge } from "@/lib/metering";
import { withdrawTurn } from "@/lib/turns";
import { announce } from "./announce";
import { lockCall } from "./calls";
import { findCreation } from "./find-creation";
import { noCreation, requirePerson } from "./person";
import type { Creation } from "./schema";

/**
 * Cancels calls that still wait for their turn: the one named, or all of the creation's. What was sent is paid, and is
 * left to come to its end, but for speech: whoever follows it stops, and keeps what came.
 * @throws AppError `not_found`
 */
export async function cancelCreation(
  ctx: Context,
  input: { id: string; callId?: string | undefined },
): Promise<Creation> {
  await cancelWaiting(ctx, input);
  return findCreation(ctx, input);
}

export async function cancelWaiting(
  ctx: Context,
  { id: creationId, callId }: { id: string; callId?: string | undefined },
): Promise<void> {
  const userId = requirePerson(ctx);
  await inTransaction(ctx, async (tx) => {
    const calls = await tx.db.creationCall.findMany({
      where: { creationId, userId, ...(callId !== undefined && { id: callId }) },
      select: { id: true },
      orderBy: { position: "asc" },
    });
    if (calls.length === 0) throw noCreation();
    for (const { id } of calls) await cancelCall(tx, id);
  });
}

async function cancelCall(tx: Context, id: string): Promise<void> {
  const call = await lockCall(tx, id);
  if (call?.kind === "speech" && (call.state === "submitting" || call.state === "running") && !call.stoppedAt) {
    await tx.db.creationCall.update({ where: { id }, data: { stoppedAt: tx.now } });
    await announce(tx, call);
  }
  if (call?.state !== "waiting") return;
  await tx.db.creationCall.update({ where: { id }, data: { state: "cancelled", costNanos: 0n, endedAt: tx.now } });
  await cancelCharge(tx, { chargeId: call.chargeId });
  // One that has its turn already is found cancelled by its job, which then gives the turn back.
  await withdrawTurn(tx, id);
  await announce(tx, call);
}
