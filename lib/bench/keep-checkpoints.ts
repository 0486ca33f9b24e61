import { systemContext, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { renewCharges } from "@/lib/metering";
import { holding } from "./holding";
import type { LiveRun } from "./live-run";
import { storableResult } from "./result";

/** Sees to checkpoints while this process holds runs: one timer for all, and never two at once. */
export function keepCheckpoints(): void {
  const mine = holding();
  if (mine.timer) return;
  mine.timer = setInterval(() => {
    if (mine.live.size === 0) {
      clearInterval(mine.timer);
      mine.timer = undefined;
      return;
    }
    // A database that is away is asked again at the next tick; what is unsaved stays in memory.
    mine.checkpoint ??= checkpointRuns()
      .catch(() => undefined)
      .finally(() => (mine.checkpoint = undefined));
  }, env().CHAT_CHECKPOINT_MS);
  mine.timer.unref();
}

/**
 * Saves what has arrived for every run of this process in one statement, renews their leases, and learns which of them
 * are to end: stopped by their person, deleted, or of a person who may no longer be here.
 */
export async function checkpointRuns(ctx: Context = systemContext()): Promise<void> {
  const mine = holding();
  const runs = [...mine.live.values()];
  if (runs.length === 0) return;
  const saved = runs.map(({ start, result, stream }) => ({
    id: start.id,
    result: storableResult(result),
    usage: stream?.usage ? { ...stream.usage, raw: undefined } : null,
  }));
  const held = await ctx.db.$queryRaw<{ id: string; stop: boolean; disabled: boolean }[]>`
    update bench_runs r set result = t.result, usage = nullif(t.usage, 'null'),
      lease_until = now() + ${env().CHAT_LEASE_MS}::int * interval '1 millisecond'
    from jsonb_to_recordset(${JSON.stringify(saved)}::jsonb) as t(id text, result jsonb, usage jsonb)
      join bench_runs held on held.id = t.id join users on users.id = held.user_id
    where r.id = t.id and r.holder = ${mine.holder} and r.state = 'streaming'
    returning r.id, r.stop_requested_at is not null as stop, users.disabled_at is not null as disabled`;
  const byId = new Map(held.map((row) => [row.id, row]));
  for (const live of runs) {
    const row = byId.get(live.start.id);
    if (!row) live.stop("lost");
    else if (row.disabled) live.stop("disabled");
    else if (row.stop) live.stop("stop");
  }
  await renewDue(ctx, runs);
}

async function renewDue(ctx: Context, runs: readonly LiveRun[]): Promise<void> {
  const time = performance.now();
  const due = runs.filter((live) => time - live.chargeRenewedAt > env().CHARGE_LEASE_MS / 4);
  await renewCharges(
    ctx,
    due.map(({ start }) => start.chargeId),
  );
  for (const live of due) live.chargeRenewedAt = time;
}
