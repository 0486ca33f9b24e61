import { z } from "zod";
import { attachOutput } from "@/lib/creations";
import { isOver } from "@/lib/creations/schema";
import { now, type Context } from "@/lib/db";
import { defineJob, enqueue, whileHolding, type JobContext } from "@/lib/jobs";
import { saveWhole } from "./save-whole";
import type { SpeechFormat } from "./model";

const JoinPayload = z.strictObject({ creationId: z.string() });

/**
 * Makes one file of the parts of a speech when all their calls are over: of those there are, where one has failed. It is
 * the output of the creation's first call, and takes the place of the one that was made before a part was repeated.
 */
export const joinSpeech = defineJob({
  name: "join-speech",
  payload: JoinPayload,
  lane: "captures",
  handle: join,
  // Its parts can still be heard one after the other.
  giveUp: (ctx, { creationId }) => whileHolding(ctx, (tx) => settle(tx, creationId)),
});

/** Asks for it in the transaction that ends a call, if that was the last one. */
export async function askJoin(tx: Context, creationId: string): Promise<void> {
  const [left] = await tx.db.$queryRaw<{ open: number }[]>`
    select count(*)::int as open from creation_calls
    where creation_id = ${creationId} and state in ('waiting', 'submitting', 'submitted', 'running', 'saving')`;
  if (left?.open === 0) await enqueue(tx, joinSpeech, { creationId }, { key: creationId });
}

async function join(ctx: JobContext, { creationId }: { creationId: string }): Promise<void> {
  const speech = await findJoinable(ctx, creationId);
  if (!speech) return;
  const sounding = speech.parts.filter(({ key }) => key !== null);
  if (sounding.length === 0) return whileHolding(ctx, (tx) => settle(tx, creationId));
  const { userId, format, partFormat, partRate, creation } = speech;
  const input = {
    ...{ userId, modelId: creation.modelId, prompt: creation.prompt },
    format: format as SpeechFormat,
    sound: { format: partFormat as SpeechFormat, rate: partRate },
    parts: sounding.map(({ key, sizeBytes, cut }) => ({ key: key!, sizeBytes: sizeBytes!, cut })),
  };
  const isWhole = speech.parts.every(({ key, cut }) => key !== null && !cut);
  await saveWhole(ctx, input, async (tx, asset) => {
    // A part that was repeated meanwhile has the last word: what was joined without it is nothing to keep.
    const current = await lockSpeech(tx, creationId);
    if (current !== namesOf(speech.parts)) throw new Error("A part of this speech was repeated meanwhile.");
    const before = await attachOutput(tx, { callId: creation.calls[0]!.id, assetId: asset.id });
    if (before !== null) await tx.db.asset.deleteMany({ where: { id: before } });
    await settle(tx, creationId);
    // What is whole will not be joined again.
    if (isWhole) await tx.db.speechPart.updateMany({ where: { creationId }, data: { key: null } });
  });
}

/** Undefined where there is nothing to do now. */
async function findJoinable(ctx: Context, creationId: string) {
  const speech = await ctx.db.speech.findUnique({
    where: { creationId },
    include: {
      parts: { orderBy: { position: "asc" } },
      creation: {
        select: {
          modelId: true,
          prompt: true,
          calls: { select: { id: true, state: true }, orderBy: { position: "asc" } },
        },
      },
    },
  });
  if (!speech || speech.joinedAt !== null) return undefined;
  return speech.creation.calls.every(({ state }) => isOver(state)) ? speech : undefined;
}

interface NamedPart {
  callId: string;
  key: string | null;
}

const namesOf = (parts: readonly NamedPart[]) => parts.map(({ callId, key }) => `${callId} ${key}`).join("\n");

/** @returns what its parts are now; nobody repeats one of them until the transaction's end */
async function lockSpeech(tx: Context, creationId: string): Promise<string> {
  await tx.db.$queryRaw`select creation_id from speeches where creation_id = ${creationId} for update`;
  const parts = await tx.db.speechPart.findMany({
    where: { creationId },
    orderBy: { position: "asc" },
    select: { callId: true, key: true },
  });
  return namesOf(parts);
}

async function settle(tx: Context, creationId: string): Promise<void> {
  await tx.db.speech.updateMany({ where: { creationId }, data: { joinedAt: now() } });
}
