import { now, type Prisma } from "@/lib/db";
import { whileHolding, type JobContext } from "@/lib/jobs";
import { requestTurn } from "@/lib/turns";
import { announce } from "./announce";
import { jobNamed } from "./call-job";
import { lockCall } from "./calls";
import { toCreationFailure } from "./failure";

/**
 * Puts a call that the provider refused for now, without doing anything, back to where it waits for its turn. It keeps
 * its charge, and says what it waits for.
 */
export async function returnCall(
  ctx: JobContext,
  callId: string,
  { afterMs, error }: { afterMs: number; error: unknown },
): Promise<void> {
  const failure = { ...toCreationFailure(error, { refunded: false }) } satisfies Prisma.InputJsonObject;
  await whileHolding(ctx, async (tx) => {
    const call = await lockCall(tx, callId);
    if (call?.state !== "submitting") return;
    await tx.db.creationCall.update({ where: { id: callId }, data: { state: "waiting", submittedAt: null, failure } });
    await requestTurn(tx, {
      key: callId,
      modelId: call.modelId,
      userId: call.userId,
      images: call.estimate.images ?? 0,
      job: jobNamed(call.job),
      payload: { callId },
      notBefore: new Date(now().getTime() + afterMs),
    });
    await announce(tx, call);
  });
}
