import { inTransaction, Prisma, type Context } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { reconcileVoicesJob } from "./reconcile-voices";
import { removeVoice } from "./remove-voice";
import { uploadVoice } from "./upload-voice";

/** Younger ones are being written just now. */
const GRACE = "60 seconds";
/** Mended in one sweep; the rest waits for the next. */
const BATCH = 100;
/** How often our voices are compared with the provider's list. */
const RECONCILE_MS = 60 * 60_000;

const shared = globalThis as typeof globalThis & { silicaVoicesReconciledAt?: number };

/**
 * Looks after voices that nothing else would: those of people who have left are deleted, at the provider too; those
 * whose job is gone get another one; and now and then all of them are compared with what the provider has.
 * @returns how many were taken up again
 */
export async function sweepVoices(ctx: Context): Promise<number> {
  const mended = (await removeOrphans(ctx)) + (await mendVoices(ctx));
  await askForReconciliation(ctx);
  return mended;
}

async function removeOrphans(ctx: Context): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const orphans = await tx.db.$queryRaw<{ id: string }[]>(Prisma.sql`
      update voices set state = 'deleting', shared = false, name = '', transcript = '', failure = null
      where id in (select id from voices where user_id is null and state <> 'deleting' limit ${BATCH}) returning id`);
    for (const { id } of orphans) await enqueue(tx, removeVoice, { voiceId: id }, { key: id });
    return orphans.length;
  });
}

async function mendVoices(ctx: Context): Promise<number> {
  const abandoned = await ctx.db.$queryRaw<{ id: string; state: "uploading" | "deleting" }[]>(Prisma.sql`
    select v.id, v.state::text as state from voices v
    where v.state in ('uploading', 'deleting')
      and coalesce(v.sent_at, v.created_at) < clock_timestamp() - ${GRACE}::interval
      and not exists (
        select from jobs j where j.name in (${uploadVoice.name}, ${removeVoice.name})
          and j.payload ->> 'voiceId' = v.id and j.failed_at is null)
    limit ${BATCH}`);
  for (const { id, state } of abandoned) {
    if (state === "deleting") await enqueue(ctx, removeVoice, { voiceId: id }, { key: id });
    else await enqueue(ctx, uploadVoice, { voiceId: id }, { key: `swept ${id}` });
  }
  return abandoned.length;
}

async function askForReconciliation(ctx: Context): Promise<void> {
  const present = performance.now();
  if (present - (shared.silicaVoicesReconciledAt ?? -Infinity) < RECONCILE_MS) return;
  shared.silicaVoicesReconciledAt = present;
  if ((await ctx.db.voice.count({ where: {} })) > 0) await enqueue(ctx, reconcileVoicesJob, {}, { key: "all" });
}
