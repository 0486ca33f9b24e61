import { lost } from "@/lib/creations";
import { inTransaction, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { renewCharges } from "@/lib/metering";
import { endInDoubt } from "./end-part";
import { partName, readName } from "./jobs";
import { askForReading, goOn, lockPart, lockTranscription } from "./parts";

/** Younger ones are being written just now. */
const GRACE = "60 seconds";
/** Mended in one sweep; the rest waits for the next. */
const BATCH = 100;

const shared = globalThis as typeof globalThis & { silicaTranscriptionsRenewedAt?: number };

/**
 * Looks after transcriptions that nothing else would: keeps the charges of parts that wait or are under way, and goes on
 * with those whose jobs and turns are gone. To be called before charges are swept.
 * @returns how many were taken up again
 */
export async function sweepTranscriptions(ctx: Context): Promise<number> {
  await renewOpen(ctx);
  return (await mendDoubtful(ctx)) + (await mendReading(ctx)) + (await mendWorking(ctx));
}

async function renewOpen(ctx: Context): Promise<void> {
  const present = performance.now();
  if (present - (shared.silicaTranscriptionsRenewedAt ?? -Infinity) < env().CHARGE_LEASE_MS / 4) return;
  const parts = await ctx.db.transcriptionPart.findMany({
    where: { state: { in: ["waiting", "submitting"] } },
    select: { chargeId: true },
  });
  await renewCharges(
    ctx,
    parts.map(({ chargeId }) => chargeId),
  );
  shared.silicaTranscriptionsRenewedAt = present;
}

/** Sent, and nobody waits for the answer any more. */
async function mendDoubtful(ctx: Context): Promise<number> {
  const abandoned = await ctx.db.$queryRaw<{ id: string }[]>`
    select p.id from transcription_parts p
    where p.state = 'submitting' and p.submitted_at < clock_timestamp() - ${GRACE}::interval
      and not exists (
        select from jobs j where j.name = ${partName} and j.payload ->> 'partId' = p.id and j.failed_at is null)
    limit ${BATCH}`;
  for (const { id } of abandoned) {
    await inTransaction(ctx, async (tx) => {
      const part = await lockPart(tx, id);
      if (part?.state === "submitting") await endInDoubt(tx, part, lost());
    });
  }
  return abandoned.length;
}

async function mendReading(ctx: Context): Promise<number> {
  const abandoned = await ctx.db.$queryRaw<{ id: string }[]>`
    select t.id from transcriptions t
    where t.stage = 'reading' and t.created_at < clock_timestamp() - ${GRACE}::interval
      and not exists (select from jobs j where j.name = ${readName} and j.key = t.id and j.failed_at is null)
    limit ${BATCH}`;
  for (const { id } of abandoned) await askForReading(ctx, id);
  return abandoned.length;
}

/** Nothing of it is under way, has a turn or waits for one. */
async function mendWorking(ctx: Context): Promise<number> {
  const abandoned = await ctx.db.$queryRaw<{ id: string }[]>`
    select t.id from transcriptions t
    where t.stage = 'working' and t.created_at < clock_timestamp() - ${GRACE}::interval
      and not exists (
        select from transcription_parts p
        where p.transcription_id = t.id and (p.state = 'submitting' or exists (select from turns where key = p.id)
          or exists (
            select from jobs j where j.name = ${partName} and j.payload ->> 'partId' = p.id and j.failed_at is null)))
    limit ${BATCH}`;
  for (const { id } of abandoned) {
    await inTransaction(ctx, async (tx) => {
      if (await lockTranscription(tx, id)) await goOn(tx, id);
    });
  }
  return abandoned.length;
}
