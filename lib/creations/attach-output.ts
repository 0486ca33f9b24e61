import { newId } from "@/lib/core";
import { now, type Context } from "@/lib/db";
import { announce } from "./announce";

/**
 * Makes an asset the one output of a call, instead of the one it had, in the caller's transaction.
 * @returns the asset that stood there
 */
export async function attachOutput(
  tx: Context,
  { callId, assetId }: { callId: string; assetId: string },
): Promise<string | null> {
  const call = await tx.db.creationCall.findUniqueOrThrow({
    where: { id: callId },
    select: { userId: true, creationId: true },
  });
  const place = { callId_position: { callId, position: 0 } };
  const before = await tx.db.creationOutput.findUnique({ where: place, select: { assetId: true } });
  const saved = { state: "done" as const, assetId, savedAt: now() };
  await tx.db.creationOutput.upsert({
    where: place,
    update: saved,
    create: { id: newId(), callId, position: 0, url: "", deadline: now(), createdAt: now(), ...saved },
  });
  await announce(tx, call);
  return before?.assetId ?? null;
}
