import type { Context } from "@/lib/db";
import { ratesOf } from "@/lib/models";
import { announce } from "./announce";
import { openCall, type OpenCreationInput, type PlannedCall } from "./open-creation";

export interface AddCallInput extends Pick<OpenCreationInput, "kind" | "modelId" | "purpose" | "job"> {
  creationId: string;
  userId: string;
  call: PlannedCall;
}

/**
 * One more call of a creation that is there, in the transaction that has made sure of it: its money held, its row, its
 * turn asked for.
 * @throws AppError `quota_exceeded`, `unsupported` (`unpriced`)
 * @returns its id
 */
export async function addCall(tx: Context, input: AddCallInput): Promise<string> {
  const { creationId, userId, modelId } = input;
  // Whoever adds one at the same time takes the next number.
  await tx.db.$queryRaw`select id from creations where id = ${creationId} for update`;
  const { _max } = await tx.db.creationCall.aggregate({ where: { creationId }, _max: { position: true } });
  const rates = await ratesOf(tx, modelId);
  const id = await openCall(tx, { ...input, position: (_max.position ?? -1) + 1, rates });
  await announce(tx, { userId, creationId });
  return id;
}
