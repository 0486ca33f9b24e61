import { outcomeOf, toCreationFailure, toReceipt } from "@/lib/creations";
import type { CreationReceipt } from "@/lib/creations/schema";
import { now, type Context, type Prisma } from "@/lib/db";
import { cancelCharge, settleCharge } from "@/lib/metering";
import type { TranscriptionAnswer } from "@/lib/siliconflow";
import { endTurn } from "@/lib/turns";
import { cleanText } from "./clean-text";
import { goOn, type PartRow } from "./parts";
import { phrasesOf } from "./phrases";

/** What one call uses. */
export const usage = { requests: 1 };

/** Nothing was asked of the provider, or it did nothing: nothing is paid. */
export async function endRefused(tx: Context, part: PartRow, error: unknown): Promise<void> {
  await refuse(tx, part, error);
  await endTurn(tx, part.id);
  await goOn(tx, part.transcriptionId);
}

/** The same for one of many: what comes next is the caller's. */
export async function refuse(tx: Context, part: Pick<PartRow, "id" | "chargeId">, error: unknown): Promise<void> {
  await cancelCharge(tx, { chargeId: part.chargeId });
  const failure = toJson(toCreationFailure(error, { refunded: true }));
  await tx.db.transcriptionPart.update({
    where: { id: part.id },
    data: { state: "failed", failure, costNanos: 0n, endedAt: now() },
  });
}

/** Nobody says anything in it: there is nothing to ask for. */
export async function endSilent(tx: Context, part: Pick<PartRow, "id" | "chargeId">): Promise<void> {
  await cancelCharge(tx, { chargeId: part.chargeId });
  await tx.db.transcriptionPart.update({
    where: { id: part.id },
    data: { state: "done", text: "", costNanos: 0n, endedAt: now() },
  });
}

/** Perhaps done and paid, never to be known: settled at the estimate. */
export async function endInDoubt(tx: Context, part: PartRow, error: unknown): Promise<void> {
  const failure = toCreationFailure(error, { refunded: false });
  const { costNanos, receipt } = await settle(tx, part, { basis: "estimated", traceId: failure.traceId });
  await end(tx, part, { state: "unknown", failure: toJson(failure), costNanos, receipt: toJson(receipt) });
}

export async function endDone(tx: Context, part: PartRow, answer: TranscriptionAnswer): Promise<void> {
  const { costNanos, receipt } = await settle(tx, part, { basis: "measured", traceId: answer.traceId });
  const phrases = phrasesOf(answer.segments, { fromMs: part.fromMs ?? 0, toMs: part.toMs });
  await end(tx, part, {
    ...{ state: "done", text: cleanText(answer.text), costNanos, receipt: toJson(receipt) },
    ...(phrases.length > 0 && { phrases: phrases as unknown as Prisma.InputJsonArray }),
  });
}

/**
 * Ends the charge of a call whose part was deleted meanwhile: what was done for it is paid for all the same.
 * @param error why it brought nothing; undefined where it has
 */
export async function closeOrphan(tx: Context, chargeId: string, error?: unknown): Promise<void> {
  if (error !== undefined && outcomeOf(error) === "refused") return cancelCharge(tx, { chargeId });
  const doubtful = error !== undefined;
  await settleCharge(tx, {
    ...{ chargeId, usage, basis: doubtful ? "estimated" : "measured", outcome: doubtful ? "unknown" : "complete" },
  });
}

async function settle(
  tx: Context,
  part: PartRow,
  { basis, traceId }: { basis: CreationReceipt["basis"]; traceId: string | undefined },
): Promise<{ costNanos: bigint; receipt: CreationReceipt }> {
  const settlement = await settleCharge(tx, {
    ...{ chargeId: part.chargeId, usage, basis, outcome: basis === "estimated" ? "unknown" : "complete" },
    ...(traceId !== undefined && { traceId }),
  });
  const receipt = toReceipt({
    ...{ modelId: part.modelId, body: {}, usage, settlement, basis, seed: null, inferenceMs: null },
    traceId: traceId ?? null,
    totalMs: Math.max(0, now().getTime() - (part.submittedAt ?? now()).getTime()),
  });
  return { costNanos: settlement.costNanos, receipt };
}

async function end(tx: Context, part: PartRow, data: Prisma.TranscriptionPartUpdateInput): Promise<void> {
  await tx.db.transcriptionPart.update({ where: { id: part.id }, data: { ...data, endedAt: now() } });
  await endTurn(tx, part.id);
  await goOn(tx, part.transcriptionId);
}

/** A DTO of ours as the database takes it. */
export function toJson(value: object): Prisma.InputJsonObject {
  return value as Prisma.InputJsonObject;
}
