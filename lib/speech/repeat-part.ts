import { AppError } from "@/lib/core";
import { addCall } from "@/lib/creations";
import { isOver } from "@/lib/creations/schema";
import { inTransaction, type Context } from "@/lib/db";
import type { JsonObject } from "@/lib/models/schema";
import { requireRoom } from "@/lib/storage";
import { findSpeech } from "./find-speech";
import { requireSpeechModel } from "./list-speech-models";
import { noSpeech, requirePerson } from "./person";
import { speakPart } from "./speak-part";
import type { Speech } from "./speech";

/**
 * Has one part spoken once more that did not come whole, for the price of that part; the file is made anew when it has
 * come. Only what is over and not whole can be repeated, so that a finger that presses twice pays once.
 * @throws AppError `not_found`; `conflict` (`part_whole`, `part_under_way`); `quota_exceeded`, `unsupported`
 */
export async function repeatPart(ctx: Context, { id, position }: { id: string; position: number }): Promise<Speech> {
  const userId = requirePerson(ctx);
  const found = await findSpeech(ctx, { id });
  await requireSpeechModel(ctx, found.creation.modelId);
  await requireRoom(ctx, userId);
  await inTransaction(ctx, async (tx) => {
    await tx.db.$queryRaw`select creation_id from speeches where creation_id = ${id} for update`;
    const part = await tx.db.speechPart.findFirst({
      where: { creationId: id, position, speech: { userId } },
      select: { callId: true, bytes: true },
    });
    if (!part) throw noSpeech();
    const call = await tx.db.creationCall.findUniqueOrThrow({
      where: { id: part.callId },
      select: { state: true, body: true, modelId: true },
    });
    if (!isOver(call.state)) throw refused("part_under_way", "This part is being spoken.");
    if (call.state === "done") throw refused("part_whole", "This part is whole.");
    const callId = await addCall(tx, {
      ...{ creationId: id, userId, kind: "speech", modelId: call.modelId, purpose: "speech", job: speakPart },
      call: { body: call.body as JsonObject, seed: null, usage: { utf8_bytes: part.bytes }, images: 0 },
    });
    // What came of it before stays until something new has come.
    await tx.db.speechPart.update({ where: { creationId_position: { creationId: id, position } }, data: { callId } });
    await tx.db.speech.update({ where: { creationId: id }, data: { joinedAt: null } });
  });
  return findSpeech(ctx, { id });
}

function refused(reason: string, message: string): AppError {
  return new AppError("conflict", message, { reason });
}
