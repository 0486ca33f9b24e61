import { inTransaction, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { enqueue } from "@/lib/jobs";
import { renewCharges } from "@/lib/metering";
import { requestTurn } from "@/lib/turns";
import { jobNamed } from "./call-job";
import { lockCall } from "./calls";
import { captureOutput } from "./capture-output";
import { endInDoubt } from "./end-call";
import { lost } from "./failure";
import { oneByOne } from "./schema";

/** Younger ones are being written just now. */
const GRACE = "60 seconds";
/** Mended in one sweep; the rest waits for the next. */
const BATCH = 100;

const shared = globalThis as typeof globalThis & { silicaChargesRenewedAt?: number };

/**
 * Looks after calls that nothing else would: keeps the charges of those under way, and gives those whose job or turn is
 * gone another one. To be called before charges are swept.
 * @returns how many calls and results were taken up again
 */
export async function sweepCreations(ctx: Context): Promise<number> {
  await renewOpen(ctx);
  return (await mendCalls(ctx)) + (await mendOutputs(ctx));
}

/** Charges expire so that nobody's money stays held for ever; a call may wait for hours. */
async function renewOpen(ctx: Context): Promise<void> {
  const present = performance.now();
  if (present - (shared.silicaChargesRenewedAt ?? -Infinity) < env().CHARGE_LEASE_MS / 4) return;
  const calls = await ctx.db.$queryRaw<{ chargeId: string }[]>`
    select charge_id as "chargeId" from creation_calls where state in ('waiting', 'submitting', 'submitted', 'running')`;
  await renewCharges(
    ctx,
    calls.map(({ chargeId }) => chargeId),
  );
  shared.silicaChargesRenewedAt = present;
}

async function mendCalls(ctx: Context): Promise<number> {
  const abandoned = await ctx.db.$queryRaw<{ id: string }[]>`
    select c.id from creation_calls c
    where c.state in ('waiting', 'submitting', 'submitted', 'running')
      and coalesce(c.submitted_at, c.created_at) < clock_timestamp() - ${GRACE}::interval
      and not exists (select from jobs j where j.name = c.job and j.payload ->> 'callId' = c.id and j.failed_at is null)
      and not (c.state = 'waiting' and exists (select from turns t where t.key = c.id))
      and not (c.state = 'waiting' and c.kind = any(${[...oneByOne]}::creation_kind[]) and exists (
        select from creation_calls e where e.creation_id = c.creation_id and e.id <> c.id
          and (e.state in ('submitting', 'submitted', 'running') or (e.state = 'waiting' and e.position < c.position))))
    limit ${BATCH}`;
  for (const { id } of abandoned) await inTransaction(ctx, (tx) => mendCall(tx, id));
  return abandoned.length;
}

async function mendCall(tx: Context, id: string): Promise<void> {
  const call = await lockCall(tx, id);
  if (!call) return;
  const { modelId, userId, estimate } = call;
  const job = jobNamed(call.job);
  if (call.state === "waiting") {
    const images = estimate.images ?? 0;
    await requestTurn(tx, { key: id, modelId, userId, images, job, payload: { callId: id } });
  } else if (call.state === "submitting") await endInDoubt(tx, call, lost());
  else if (call.state === "submitted" || call.state === "running") {
    await enqueue(tx, job, { callId: id }, { key: id });
  }
}

async function mendOutputs(ctx: Context): Promise<number> {
  const abandoned = await ctx.db.$queryRaw<{ id: string; deadline: Date }[]>`
    select o.id, o.deadline from creation_outputs o
    where o.state = 'saving' and o.created_at < clock_timestamp() - ${GRACE}::interval
      and not exists (
        select from jobs j where j.name = ${captureOutput.name} and j.key = o.id and j.failed_at is null)
    limit ${BATCH}`;
  for (const { id, deadline } of abandoned) {
    await enqueue(ctx, captureOutput, { outputId: id }, { key: id, deadline });
  }
  return abandoned.length;
}
