import { publish, type SqlContext } from "@/lib/db";
import type { Job } from "@/lib/jobs";

export interface TurnRequest<Payload> {
  /** of the call; asked for again it keeps its place among the person's own */
  key: string;
  modelId: string;
  userId: string;
  /** that the call makes, 0 where it makes none: for the provider's limit of images per minute */
  images: number;
  /** goes into the queue when the turn has come */
  job: Job<Payload>;
  payload: Payload;
  /** not before this time */
  notBefore?: Date;
}

/**
 * Asks for a call's turn, in the caller's transaction. Its job is enqueued by `grantTurns` when it has come; call
 * `endTurn` when the call of the provider is over. A turn that was granted is given back by asking again.
 */
export async function requestTurn<Payload>(ctx: SqlContext, request: TurnRequest<Payload>): Promise<void> {
  const { key, modelId, userId, images, job, notBefore } = request;
  const payload = JSON.stringify(job.payload.parse(request.payload));
  await ctx.db.$executeRaw`
    insert into turns (key, user_id, model_id, images, job, payload, requested_at, not_before)
    values (${key}, ${userId}, ${modelId}, ${images}::int, ${job.name}, ${payload}::jsonb, clock_timestamp(),
      coalesce(${notBefore ?? null}::timestamptz, clock_timestamp()))
    on conflict (key) do update set not_before = excluded.not_before, granted_at = null, job_id = null,
      payload = excluded.payload`;
  await publish("turns", "requested", ctx.db);
}
