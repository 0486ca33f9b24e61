import { systemContext, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { renewCharges } from "@/lib/metering";
import { holding } from "./holding";
import type { LiveGeneration } from "./live-generation";

interface Held {
  id: string;
  stopRequested: boolean;
  disabled: boolean;
  deleted: boolean;
}

/**
 * Saves what has arrived for every generation of this process in one statement, renews their leases, and learns which
 * of them are to end: stopped from another process, in a deleted conversation, of a person who may no longer be here.
 * A generation that someone else has taken over is given up. Fails when the database is away; everything is kept then,
 * and what may or may not have been written is sent again as it was.
 */
export async function checkpointAll(ctx: Context = systemContext()): Promise<void> {
  const mine = holding();
  const generations = [...mine.live.values()];
  if (generations.length === 0) return;
  const chunks = generations.flatMap((live) =>
    live.chunks().map(({ sequence, events, usage }) => ({ id: live.id, sequence, events, usage })),
  );
  const ids = generations.map(({ id }) => id);
  const saved = new Map(generations.map((live) => [live.id, live.chunks().at(-1)?.sequence]));
  const held = await ctx.db.$queryRaw<Held[]>`
    with chunk as (
      select * from jsonb_to_recordset(${JSON.stringify(chunks)}::jsonb) as t(id text, sequence int, events jsonb, usage jsonb)
    ), held as (
      update generations set lease_until = now() + ${env().CHAT_LEASE_MS}::int * interval '1 millisecond'
      where id = any(${ids}::text[]) and holder = ${mine.holder} and state = 'streaming'
      returning id, user_id, conversation_id, stop_requested_at
    ), written as (
      insert into generation_chunks (generation_id, sequence, events, usage)
      select held.id, chunk.sequence, chunk.events, nullif(chunk.usage, 'null') from chunk join held on held.id = chunk.id
      on conflict do nothing
      returning generation_id
    ), told as (
      select pg_notify('chat-generation', generation_id) from (select distinct generation_id from written) news
    )
    select held.id, held.stop_requested_at is not null as "stopRequested",
      users.disabled_at is not null as disabled, conversations.deleted_at is not null as deleted,
      (select count(*)::int from told) as told
    from held join users on users.id = held.user_id join conversations on conversations.id = held.conversation_id`;

  const byId = new Map(held.map((row) => [row.id, row]));
  for (const live of generations) {
    const row = byId.get(live.id);
    if (!row) live.stop("lost");
    else {
      const sequence = saved.get(live.id);
      if (sequence !== undefined) live.acknowledge(sequence);
      if (row.disabled) live.stop("disabled");
      else if (row.deleted) live.stop("deleted");
      else if (row.stopRequested) live.stop("stop");
    }
  }
  await renewDue(ctx, generations);
}

async function renewDue(ctx: Context, generations: readonly LiveGeneration[]): Promise<void> {
  const time = performance.now();
  const due = generations.filter(
    ({ chargeRenewedAt, step }) => step.chargeId !== null && time - chargeRenewedAt > env().CHARGE_LEASE_MS / 4,
  );
  if (due.length === 0) return;
  await renewCharges(
    ctx,
    due.flatMap(({ step }) => step.chargeId ?? []),
  );
  for (const live of due) live.chargeRenewedAt = time;
}
