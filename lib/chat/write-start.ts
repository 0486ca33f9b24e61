import { Prisma, type SqlContext } from "@/lib/db";
import { env } from "@/lib/env";
import type { GenerationPlan } from "./plan-generation";
import type { MessageRow } from "./rows";
import type { Receipt } from "./schema";

export interface StartRow {
  generationId: string;
  chargeId: string;
  userId: string;
  holder: string;
  requestKey: string;
  requestDigest: string;
}

/**
 * Writes the beginning of a generation in one statement: the conversation or what changes in it, the question, the
 * answer in state `streaming`, the generation. The caller holds the person's turn lock.
 * @returns false where nothing may be written: the request was made before, the person has as many streams as allowed
 *   or may no longer be here, or the conversation or message has changed meanwhile. The caller must then roll back.
 */
export async function writeStart(tx: SqlContext, plan: GenerationPlan, start: StartRow): Promise<boolean> {
  const { conversation, message } = plan;
  const written = await tx.db.$queryRaw<unknown[]>`
    with
      conversation as (${plan.isNew ? insertConversation(tx, plan, start.userId) : updateConversation(plan, start.userId)}),
      question as (${plan.userMessage ? insertMessage(conversation.id, plan.userMessage) : nothing}),
      answer as (${plan.continues ? reopenMessage(conversation.id, message) : insertMessage(conversation.id, message)})
    insert into generations (
      id, message_id, conversation_id, user_id, model_id, request_key, request_digest, request, charge_id, holder,
      lease_until, started_at)
    select ${start.generationId}, answer.id, conversation.id, ${start.userId}, ${plan.model.id}, ${start.requestKey},
      ${start.requestDigest}, ${JSON.stringify(savedRequest(plan))}::jsonb, ${start.chargeId}, ${start.holder},
      now() + ${env().CHAT_LEASE_MS}::int * interval '1 millisecond', ${tx.now}::timestamptz
    from conversation cross join answer
    where (select count(*) from generations where user_id = ${start.userId} and state = 'streaming')
      < ${env().CHAT_STREAMS_PER_USER}
      and exists (select 1 from users where id = ${start.userId} and disabled_at is null)
    on conflict (user_id, request_key) do nothing
    returning id`;
  return written.length === 1;
}

/** What is needed to settle and to write the receipt, should this process not live to do it. */
export interface SavedRequest {
  promptTokens: number;
  parameters: GenerationPlan["parameters"];
  /** of the call under way where it is not the first one */
  step?: SavedStep;
}

/** A call of the model after tools have been called. */
export interface SavedStep {
  /** of the answer up to here; absent: it has cost nothing */
  receipt?: Receipt | null;
  /** the log's position when the call began: usage saved before belongs to the calls before */
  sequence: number;
  /** how much the model had written by then */
  writtenChars: number;
}

function savedRequest(plan: GenerationPlan): SavedRequest {
  return { promptTokens: plan.call.promptTokens, parameters: plan.call.request.parameters };
}

const nothing = Prisma.sql`select 1`;

function insertConversation(tx: SqlContext, { conversation, message }: GenerationPlan, userId: string): Prisma.Sql {
  return Prisma.sql`
    insert into conversations (id, user_id, title, model_id, system_prompt, parameters, leaf_id, folder_id, created_at,
      updated_at)
    values (${conversation.id}, ${userId}, ${conversation.title}, ${conversation.modelId}, ${conversation.systemPrompt},
      ${JSON.stringify(conversation.parameters)}::jsonb, ${message.id},
      (select id from folders where id = ${conversation.folderId}::text and user_id = ${userId}),
      ${tx.now}::timestamptz, ${tx.now}::timestamptz)
    returning id`;
}

function updateConversation({ conversation, message }: GenerationPlan, userId: string): Prisma.Sql {
  return Prisma.sql`
    update conversations set model_id = ${conversation.modelId}, system_prompt = ${conversation.systemPrompt},
      parameters = ${JSON.stringify(conversation.parameters)}::jsonb, leaf_id = ${message.id},
      updated_at = ${conversation.updatedAt}::timestamptz
    where id = ${conversation.id} and user_id = ${userId} and deleted_at is null
    returning id`;
}

function insertMessage(conversationId: string, message: MessageRow): Prisma.Sql {
  return Prisma.sql`
    insert into messages (id, conversation_id, parent_id, role, state, parts, model_id, created_at)
    values (${message.id}, ${conversationId}, ${message.parentId}, ${message.role}::message_role,
      ${message.state}::message_state, ${JSON.stringify(message.parts)}::jsonb, ${message.modelId},
      ${message.createdAt}::timestamptz)
    returning id`;
}

/** A message is continued from its leaf, whatever stood below it stays. */
function reopenMessage(conversationId: string, message: MessageRow): Prisma.Sql {
  return Prisma.sql`
    update messages set state = 'streaming', failure = null, model_id = ${message.modelId}
    where id = ${message.id} and conversation_id = ${conversationId} and state <> 'streaming'
    returning id`;
}
