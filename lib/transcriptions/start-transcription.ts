import { createHash } from "node:crypto";
import { inspectAudio } from "@/lib/audio";
import { AppError, newId } from "@/lib/core";
import { inTransaction, Prisma, type Context } from "@/lib/db";
import { requireAssets } from "@/lib/media";
import type { Asset } from "@/lib/media/schema";
import { openCharge } from "@/lib/metering";
import type { Rates } from "@/lib/metering/schema";
import { ratesOf } from "@/lib/models";
import { usage } from "./end-part";
import { loadTranscription } from "./load-transcription";
import { requireTranscriptionModel } from "./models";
import { askForReading } from "./parts";
import { requirePerson } from "./person";
import { longestMs, mostCalls } from "./plan";
import type { StartTranscriptionInput, Transcription } from "./schema";
import { soundOf } from "./sound";

/**
 * Takes in a recording that is to be written down: the money of as many calls as it can take is held, and the recording
 * asked to be listened to. Everything after is the server's own work. The same key with the same wish gives the same
 * transcription again, in parallel and after a restart as well.
 * @throws AppError `not_found` (recording, model), `unsupported` (`not_recording`, those of the model), `too_large`
 *   (`audio_too_long`), `quota_exceeded`, `conflict` (`request_key`)
 */
export async function startTranscription(ctx: Context, input: StartTranscriptionInput): Promise<Transcription> {
  const userId = requirePerson(ctx);
  const { requestKey, ...wish } = input;
  const requestDigest = createHash("sha256").update(JSON.stringify(wish)).digest("hex");
  const made = await findMade(ctx, { userId, requestKey, requestDigest });
  if (made !== undefined) return loadTranscription(ctx, { id: made, userId });
  const { modelId, timed } = wish;
  await requireTranscriptionModel(ctx, modelId);
  const [asset] = await requireAssets(ctx, [wish.assetId]);
  const durationMs = await durationOf(ctx, asset!, timed);
  const rates = await ratesOf(ctx, modelId);
  const row: NewTranscription = {
    ...{ id: newId(), userId, assetId: asset!.id, name: asset!.name, modelId, timed, durationMs },
    ...{ requestKey, requestDigest },
  };
  const opened = await inTransaction(ctx, async (tx) => {
    // Whoever comes at the same time with the same key waits here until this transaction is over.
    if (!(await insert(tx, row))) return false;
    await openParts(tx, row, rates);
    await askForReading(tx, row.id);
    return true;
  });
  const id = opened ? row.id : await findMade(ctx, { userId, requestKey, requestDigest });
  if (id === undefined) throw new AppError("unauthenticated", "Sign in to go on.");
  return loadTranscription(ctx, { id, userId });
}

interface NewTranscription {
  id: string;
  userId: string;
  assetId: string;
  name: string;
  modelId: string;
  timed: boolean;
  durationMs: number;
  requestKey: string;
  requestDigest: string;
}

async function findMade(
  ctx: Context,
  { userId, requestKey, requestDigest }: Pick<NewTranscription, "userId" | "requestKey" | "requestDigest">,
): Promise<string | undefined> {
  const made = await ctx.db.transcription.findUnique({
    where: { userId_requestKey: { userId, requestKey } },
    select: { id: true, requestDigest: true },
  });
  if (made && made.requestDigest !== requestDigest) {
    throw new AppError("conflict", "This request key was used for another request.", {
      ...{ field: "requestKey", reason: "request_key" },
    });
  }
  return made?.id;
}

async function durationOf(ctx: Context, asset: Asset, timed: boolean): Promise<number> {
  if (asset.kind !== "audio") {
    throw new AppError("unsupported", "This file is no recording.", { field: "assetId", reason: "not_recording" });
  }
  const durationMs = asset.durationMs ?? (await inspectAudio(ctx, soundOf(ctx, asset.id))).durationMs;
  if (durationMs <= (timed ? longestMs.timed : longestMs.plain)) return durationMs;
  throw new AppError("too_large", "This recording is too long to be written down at once.", {
    ...{ field: "assetId", reason: timed ? "transcription_too_long_timed" : "transcription_too_long" },
  });
}

/** @returns false where the key is taken, or the account is disabled or gone */
async function insert(tx: Context, row: NewTranscription): Promise<boolean> {
  const { id, userId, assetId, name, modelId, timed, durationMs, requestKey, requestDigest } = row;
  const inserted = await tx.db.$executeRaw(Prisma.sql`
    insert into transcriptions
      (id, user_id, asset_id, name, model_id, timed, duration_ms, request_key, request_digest, created_at)
    select ${id}, u.id, ${assetId}, ${name}, ${modelId}, ${timed}, ${durationMs}::int, ${requestKey}, ${requestDigest},
      ${tx.now}::timestamptz
    from users u where u.id = ${userId} and u.disabled_at is null for key share
    on conflict (user_id, request_key) do nothing`);
  return inserted === 1;
}

/** One for each call that it can take: those that it does not need give their money back. */
async function openParts(tx: Context, row: NewTranscription, rates: Rates): Promise<void> {
  const { id: transcriptionId, userId, modelId, durationMs, timed } = row;
  const parts: Prisma.TranscriptionPartCreateManyInput[] = [];
  for (let position = 0; position < mostCalls(durationMs, timed); position++) {
    const charge = await openCharge(tx, { userId, modelId, purpose: "transcription", estimate: usage, rates });
    parts.push({
      ...{ id: newId(), transcriptionId, userId, modelId, position, chargeId: charge.id },
      ...{ costNanos: charge.holdNanos, currency: charge.currency, createdAt: tx.now },
    });
  }
  await tx.db.transcriptionPart.createMany({ data: parts });
}
