import { inSqlTransaction, systemContext, type SqlContext } from "@/lib/db";
import type { Rates } from "@/lib/metering/schema";
import { estimateTokens } from "@/lib/models/schema";
import { writtenIn } from "./answer";
import { messageColumns, readMessages } from "./branch";
import { closeCall, type CallEnding } from "./close-call";
import { holding } from "./holding";
import type { LiveGeneration } from "./live-generation";
import { addReceipts } from "./receipt";
import { toMessage, withSiblings, type MessageRow } from "./rows";
import type { ChatParameters, Message, MessageFailure, MessagePart, Receipt } from "./schema";
import { untilWritten } from "./until-written";

/** How a generation ended, whoever found out. */
export interface Ending extends CallEnding {
  failure: MessageFailure | null;
}

/** What is written: the generation, with the call of the model that was under way. */
export interface Ended {
  id: string;
  messageId: string;
  conversationId: string;
  modelId: string;
  parameters: ChatParameters;
  /** null: the last call is paid for */
  chargeId: string | null;
  rates: Rates;
  promptTokens: number;
  receiptBefore: Receipt | null;
}

/**
 * Writes the end of a generation that this process holds, again and again until the database has taken it: the provider
 * has been paid by then. Readers are told once it is saved.
 */
export async function finishGeneration(live: LiveGeneration, ending: Ending): Promise<void> {
  const { holder } = holding();
  const message = await untilWritten(`the end of generation ${live.id}`, () =>
    writeEnd(systemContext(), { ...live.start, ...live.step }, live.answer.parts, ending, { holder }),
  );
  if (message) live.log.append({ type: "ended", message });
  live.log.end();
}

/**
 * The end in one transaction: the message with its parts, state and receipt, the generation, the charge; what was saved
 * on the way goes. Writes only for the present holder of a streaming generation; for another, only the charge is
 * closed, which is harmless when it was closed before.
 * @returns the message as saved, also where someone else has ended it; undefined where it is gone
 */
export async function writeEnd(
  ctx: SqlContext,
  generation: Ended,
  parts: readonly MessagePart[],
  ending: Ending,
  { holder }: { holder: string },
): Promise<Message | undefined> {
  const { id, messageId, conversationId } = generation;
  return inSqlTransaction(ctx, async (tx) => {
    // The charge comes first: starts lock the allowance before they look for generations, and so does this.
    const receipt = await closeCharge(tx, generation, parts, ending);
    const [saved] = await tx.db.$queryRaw<(MessageRow & { siblings: string[]; told: number })[]>`
      with ended as (
        update generations set state = ${ending.state}::message_state, ended_at = now(),
          first_token_at = coalesce(first_token_at, started_at + ${ending.firstTokenMs}::int * interval '1 millisecond')
        where id = ${id} and holder = ${holder} and state = 'streaming'
        returning id
      ), forgotten as (
        delete from generation_chunks where generation_id in (select id from ended)
      ), message as (
        update messages set parts = ${JSON.stringify(parts)}::jsonb, state = ${ending.state}::message_state,
          receipt = ${receipt && JSON.stringify(receipt)}::jsonb,
          failure = ${ending.failure && JSON.stringify(ending.failure)}::jsonb
        where id = ${messageId} and conversation_id = ${conversationId} and exists (select 1 from ended)
        returning *
      ), conversation as (
        update conversations set updated_at = now()
        where id = ${conversationId} and deleted_at is null and exists (select 1 from ended)
      ), told as (select pg_notify('chat-generation', id) from ended)
      select ${messageColumns}, (
          select array_agg(sibling.id order by sibling.created_at, sibling.id) from messages sibling
          where sibling.conversation_id = ${conversationId} and sibling.parent_id = message.parent_id
        ) as siblings, (select count(*)::int from told) as told
      from message`;
    if (saved) {
      const { siblings, told: _, ...row } = saved;
      return toMessage(row, siblings, null);
    }
    const rows = await readMessages(tx, conversationId, [messageId]);
    const [message] = await withSiblings(tx, conversationId, rows);
    return message;
  });
}

/** Closes the charge of a call. @returns the receipt of the answer so far; unchanged where this call cost nothing */
export async function closeCharge(
  tx: SqlContext,
  generation: Ended,
  parts: readonly MessagePart[],
  ending: Ending,
): Promise<Receipt | null> {
  const { chargeId, receiptBefore } = generation;
  if (chargeId === null) return receiptBefore;
  const receipt = await closeCall(
    tx,
    { ...generation, chargeId },
    ending,
    ({ inputTokens }) => inputTokens + estimateTokens(writtenIn(parts)),
  );
  return receipt ? addReceipts(receiptBefore, receipt) : receiptBefore;
}
