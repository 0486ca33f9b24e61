import { AppError, newId } from "@/lib/core";
import { inTransaction, Prisma, type Context } from "@/lib/db";
import type { Job } from "@/lib/jobs";
import { openCharge, toStoredUsage } from "@/lib/metering";
import type { Rates, Usage } from "@/lib/metering/schema";
import { ratesOf } from "@/lib/models";
import type { JsonObject } from "@/lib/models/schema";
import { requireRoom } from "@/lib/storage";
import { requestTurn } from "@/lib/turns";
import { announce } from "./announce";
import type { CallPayload } from "./call-job";
import { findMadeCreation } from "./find-made-creation";
import { loadCreation } from "./load-creations";
import { requirePerson } from "./person";
import { oneByOne, type Creation, type CreationKind } from "./schema";

/** One provider call to be made. */
export interface PlannedCall {
  /** as it will be sent; pictures stand in it as `{ assetId: … }` */
  body: JsonObject;
  seed: number | null;
  /** the most it can use */
  usage: Usage;
  /** how many pictures it counts for in the account's limits */
  images: number;
}

export interface OpenCreationInput {
  kind: CreationKind;
  modelId: string;
  prompt: string;
  /** the studio's own input, enough to ask again */
  request: JsonObject;
  /** idempotency: the client's key, and a digest of what it asked for */
  requestKey: string;
  requestDigest: string;
  calls: readonly PlannedCall[];
  /** of the charges */
  purpose: string;
  /** makes one call when it is its turn */
  job: Job<CallPayload>;
  /** the model's current ones where absent */
  rates?: Rates;
  /** what else is written with it */
  within?: (tx: Context, opened: { creationId: string; userId: string; callIds: string[] }) => Promise<void>;
}

/**
 * Takes a click in: the money of every call held, the rows, and a turn asked for each, all or nothing. The same key
 * with the same request gives the same creation again, in parallel and after a restart as well.
 * @throws AppError `conflict` (`request_key`), `quota_exceeded` (`monthly_limit`, `storage_full`), `unsupported`
 *   (`unpriced`), `unauthenticated`
 */
export async function openCreation(ctx: Context, input: OpenCreationInput): Promise<Creation> {
  const userId = requirePerson(ctx);
  const made = await findMadeCreation(ctx, input);
  if (made) return made;
  await requireRoom(ctx, userId);
  const rates = input.rates ?? (await ratesOf(ctx, input.modelId));
  const id = newId();
  const opened = await inTransaction(ctx, async (tx) => {
    // Whoever comes at the same time with the same key waits here until this transaction is over.
    if (!(await insertCreation(tx, { id, userId, ...input }))) return false;
    const callIds: string[] = [];
    for (const [position, call] of input.calls.entries()) {
      const waits = position > 0 && oneByOne.has(input.kind);
      callIds.push(await openCall(tx, { ...input, creationId: id, userId, position, call, rates, waits }));
    }
    await input.within?.(tx, { creationId: id, userId, callIds });
    await announce(tx, { userId, creationId: id });
    return true;
  });
  const creation = opened ? await loadCreation(ctx, id) : await findMadeCreation(ctx, input);
  if (!creation) throw new AppError("unauthenticated", "Sign in to go on.");
  return creation;
}

/** @returns false where the key is taken, or the account is disabled or gone */
async function insertCreation(tx: Context, row: OpenCreationInput & { id: string; userId: string }): Promise<boolean> {
  const { id, userId, kind, modelId, prompt, request, requestKey, requestDigest } = row;
  const inserted = await tx.db.$executeRaw(Prisma.sql`
    insert into creations (id, user_id, kind, model_id, prompt, request, request_key, request_digest, created_at)
    select ${id}, u.id, ${kind}::creation_kind, ${modelId}, ${prompt}, ${JSON.stringify(request)}::jsonb, ${requestKey},
      ${requestDigest}, ${tx.now}::timestamptz
    from users u where u.id = ${userId} and u.disabled_at is null for key share
    on conflict (user_id, request_key) do nothing`);
  return inserted === 1;
}

export interface NewCall extends Pick<OpenCreationInput, "kind" | "modelId" | "purpose" | "job"> {
  creationId: string;
  userId: string;
  position: number;
  call: PlannedCall;
  rates: Rates;
  /** its turn is asked for when the call before it is over */
  waits?: boolean;
}

/** One more call of a creation: its money held, its row, its turn asked for. @returns its id */
export async function openCall(tx: Context, input: NewCall): Promise<string> {
  const { creationId, userId, position, call, rates, kind, modelId, purpose, job, waits } = input;
  const id = newId();
  const charge = await openCharge(tx, { userId, modelId, purpose, estimate: call.usage, rates });
  await tx.db.creationCall.create({
    data: {
      id,
      creationId,
      userId,
      kind,
      modelId,
      position,
      body: call.body,
      seed: call.seed === null ? null : BigInt(call.seed),
      chargeId: charge.id,
      estimate: toStoredUsage(call.usage),
      costNanos: charge.holdNanos,
      currency: charge.currency,
      job: job.name,
      createdAt: tx.now,
    },
  });
  if (!waits) await requestTurn(tx, { key: id, modelId, userId, images: call.images, job, payload: { callId: id } });
  return id;
}
