import { databaseFailure, inTransaction, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { ratesOf } from "@/lib/models";
import { estimateTokens } from "@/lib/models/schema";
import { endCalls, lengthOf, replay, writtenBy } from "./answer";
import { writeEnd } from "./finish-generation";
import { holding } from "./holding";
import type { GenerationEvent, MessagePart, Receipt } from "./schema";
import { calibration, type Tokens } from "./settlement";
import type { SavedRequest } from "./write-start";

interface LapsedRow {
  id: string;
  messageId: string;
  conversationId: string;
  modelId: string;
  chargeId: string | null;
  holder: string;
  request: SavedRequest;
  stopRequested: boolean;
  startedAt: Date;
  leaseUntil: Date;
  parts: MessagePart[];
  receipt: Receipt | null;
  chunks: { sequence: number; events: GenerationEvent[]; usage: Tokens | null }[] | null;
}

/** Ended in one sweep; the rest waits for the next. */
const batch = 50;

/**
 * Ends generations whose process is gone: the message keeps what was saved, is marked interrupted, and its cost is
 * settled. One winner for each, in any number of processes; doing it twice changes nothing.
 *
 * When the database comes back after an absence one round is left out, so that the processes that hold generations can
 * say so first: their answers are whole in memory.
 * @returns how many were ended
 */
export async function sweepGenerations(ctx: Context): Promise<number> {
  const mine = holding();
  try {
    if (mine.databaseWasAway) {
      await ctx.db.$queryRaw`select 1`;
      mine.databaseWasAway = false;
      return 0;
    }
    return await sweepAll(ctx);
  } catch (error) {
    mine.databaseWasAway = isAway(error);
    throw error;
  }
}

const isAway = (error: unknown) => databaseFailure(error)?.code === "unavailable";

/** One that cannot be ended is passed over, so that those after it are; its failure is told at the end. */
async function sweepAll(ctx: Context): Promise<number> {
  const failures: unknown[] = [];
  const passedOver: string[] = [];
  let ended = 0;
  while (ended < batch) {
    let found: string | undefined;
    try {
      if (!(await sweepOne(ctx, [...holding().live.keys(), ...passedOver], (id) => (found = id)))) break;
      ended++;
    } catch (error) {
      if (found === undefined || isAway(error)) throw error;
      failures.push(error);
      passedOver.push(found);
    }
  }
  if (failures.length > 0) throw failures[0];
  return ended;
}

async function sweepOne(ctx: Context, except: string[], onFound: (id: string) => void): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.$queryRaw<LapsedRow[]>`
      with lapsed as (
        select * from generations
        where state = 'streaming' and lease_until < now() and not (id = any(${except}::text[]))
        order by lease_until limit 1 for update skip locked
      )
      select lapsed.id, lapsed.message_id as "messageId", lapsed.conversation_id as "conversationId",
        lapsed.model_id as "modelId", lapsed.charge_id as "chargeId", lapsed.holder, lapsed.request,
        lapsed.stop_requested_at is not null as "stopRequested", lapsed.started_at as "startedAt",
        lapsed.lease_until as "leaseUntil", m.parts, m.receipt, (
          select json_agg(json_build_object('sequence', c.sequence, 'events', c.events, 'usage', c.usage) order by c.sequence)
          from generation_chunks c where c.generation_id = lapsed.id
        ) as chunks
      from lapsed join messages m on m.id = lapsed.message_id`;
    if (!row) return false;
    onFound(row.id);
    const chunks = row.chunks ?? [];
    const parts = replay(
      row.parts,
      chunks.flatMap(({ events }) => events),
    );
    endCalls(parts);
    const { step } = row.request;
    const ofThisCall = chunks.filter(({ sequence }) => sequence > (step?.sequence ?? 0));
    const reported = ofThisCall.findLast(({ usage }) => usage)?.usage ?? undefined;
    // What the model wrote just before the call may not have been saved.
    const received = Math.max(0, lengthOf(parts) - (step?.writtenChars ?? lengthOf(row.parts)));
    const answerTokens = Math.ceil(
      estimateTokens(tail(parts, received)) * calibration(row.request.promptTokens, reported),
    );
    await writeEnd(
      tx,
      {
        ...row,
        rates: await ratesOf(tx, row.modelId),
        promptTokens: row.request.promptTokens,
        parameters: row.request.parameters,
        receiptBefore: step?.receipt ?? row.receipt,
      },
      parts,
      {
        state: row.stopRequested ? "stopped" : "interrupted",
        failure: row.stopRequested ? null : { code: "unavailable", reason: "lost", retryable: true },
        call: "cut",
        finishReason: null,
        traceId: null,
        reported,
        answerTokens: received === 0 ? 0 : answerTokens,
        firstTokenMs: null,
        totalMs: Math.max(0, row.leaseUntil.getTime() - env().CHAT_LEASE_MS - row.startedAt.getTime()),
      },
      { holder: row.holder },
    );
    return true;
  });
}

/** The last characters of all parts together: what this call has added. */
function tail(parts: readonly MessagePart[], length: number): string {
  const all = parts.map(writtenBy).join("");
  return length === 0 ? "" : all.slice(-length);
}
