import { AppError, newId } from "@/lib/core";
import { inSqlTransaction, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { holdCharge, prepareCharge, type OpenCharge } from "@/lib/metering";
import { textOf } from "./answer";
import { readMessages } from "./branch";
import { digestOf } from "./digest";
import { findOwnConversation } from "./own-conversation";
import { holding, inBackground } from "./holding";
import { keepCheckpoints } from "./keep-checkpoints";
import { LiveGeneration } from "./live-generation";
import { noConversation, requirePerson } from "./person";
import { planGeneration, stillStreaming, type GenerationPlan } from "./plan-generation";
import { toMessage, toSummary, withSiblings } from "./rows";
import { runGeneration } from "./run-generation";
import type { ConversationSummary, Message, StartGenerationInput } from "./schema";
import { writeStart, type StartRow } from "./write-start";

export interface StartedGeneration {
  conversation: ConversationSummary;
  /** null where the question was there before */
  userMessage: Message | null;
  message: Message;
  generationId: string;
}

/**
 * Starts an answer that goes on by itself, whoever watches it. Money is held and question, answer and generation are
 * written in one transaction; only then is the provider asked. The same request made again (by `requestKey`) leads to
 * the same generation.
 * @throws AppError `not_found`; `conflict` with reason `request_key` or `still_streaming`; `rate_limited` with reason
 *   `too_many_streams`; `quota_exceeded`; `unsupported`; `invalid_input`; `unavailable` while the server is stopping
 */
export async function startGeneration(ctx: Context, input: StartGenerationInput): Promise<StartedGeneration> {
  const userId = requirePerson(ctx);
  const mine = holding();
  if (mine.draining) {
    throw new AppError("unavailable", "The server is restarting. Try again in a few seconds.", { retryAfterMs: 5_000 });
  }
  const requestDigest = digestOf(input);
  const generationId = newId();
  let plan: GenerationPlan | undefined;
  let charge: OpenCharge;
  try {
    plan = await planGeneration(ctx, userId, input);
    charge = await write(ctx, plan, {
      generationId,
      userId,
      holder: mine.holder,
      requestKey: input.requestKey,
      requestDigest,
    });
  } catch (error) {
    // Whatever stands in the way may be the same request, made before: its stream, its hold, its message.
    const made = await findMade(ctx, userId, input.requestKey, requestDigest);
    if (made) return made;
    throw error instanceof NotWritten && plan ? await whyNotWritten(ctx, userId, plan) : error;
  }

  const { conversation, message, userMessage, siblings } = plan;
  const live = new LiveGeneration(
    {
      id: generationId,
      messageId: message.id,
      conversationId: conversation.id,
      userId,
      modelId: plan.model.id,
      parameters: plan.call.request.parameters,
      call: {
        chargeId: charge.id,
        rates: charge.rates,
        promptTokens: plan.call.promptTokens,
        request: plan.call.request,
      },
      partsBefore: message.parts,
      receiptBefore: message.receipt,
      ...(plan.toolbox && { tools: { model: plan.model, toolbox: plan.toolbox } }),
      ...(plan.isNew && userMessage && { untitledQuestion: textOf(userMessage.parts) }),
    },
    env().CHAT_LOG_BYTES,
  );
  mine.live.set(generationId, live);
  keepCheckpoints();
  inBackground(runGeneration(live));
  return {
    conversation: toSummary(conversation, true),
    userMessage: userMessage && toMessage(userMessage, siblings.userMessage, null),
    message: toMessage(message, siblings.message, generationId),
    generationId,
  };
}

/** Nothing was written, so everything is rolled back, the hold included. */
class NotWritten extends Error {}

async function write(ctx: Context, plan: GenerationPlan, start: Omit<StartRow, "chargeId">): Promise<OpenCharge> {
  const { userId } = start;
  const wanted = { userId, modelId: plan.model.id, purpose: "chat", estimate: plan.call.worstCase };
  const charge = await prepareCharge(ctx, wanted);
  // One start at a time for a person, so that the number of streams is counted right.
  const lock = `chat:${userId}`;
  await inSqlTransaction(
    ctx,
    async (tx) => {
      await holdCharge(tx, wanted, charge);
      if (!(await writeStart(tx, plan, { ...start, chargeId: charge.id }))) throw new NotWritten();
    },
    { lock },
  );
  return charge;
}

/** The number of streams is not looked at again: by now some of them may have ended. */
async function whyNotWritten(ctx: Context, userId: string, plan: GenerationPlan): Promise<AppError> {
  if (!plan.isNew) {
    if (!(await findOwnConversation(ctx, userId, plan.conversation.id))) return noConversation();
    const [message] = plan.continues ? await readMessages(ctx, plan.conversation.id, [plan.message.id]) : [];
    if (message?.state === "streaming") return stillStreaming();
  }
  const isHere = await ctx.db.user.count({ where: { id: userId, disabledAt: null } });
  if (!isHere) return noConversation();
  return new AppError("rate_limited", `At most ${env().CHAT_STREAMS_PER_USER} answers can be written at a time.`, {
    reason: "too_many_streams",
    retryAfterMs: 2_000,
  });
}

/**
 * What an earlier request with the same key has led to.
 * @throws AppError `conflict` where that was another request, `not_found` where its conversation is gone
 */
async function findMade(
  ctx: Context,
  userId: string,
  requestKey: string,
  requestDigest: string,
): Promise<StartedGeneration | undefined> {
  const generation = await ctx.db.generation.findUnique({
    where: { userId_requestKey: { userId, requestKey } },
    select: { id: true, requestDigest: true, messageId: true, conversationId: true },
  });
  if (!generation) return undefined;
  if (generation.requestDigest !== requestDigest) {
    throw new AppError("conflict", "This request key was used for another request.", {
      field: "requestKey",
      reason: "request_key",
    });
  }
  const { conversationId, messageId } = generation;
  const conversation = await findOwnConversation(ctx, userId, conversationId);
  const [message] = conversation ? await readMessages(ctx, conversationId, [messageId]) : [];
  if (!conversation || !message) throw noConversation();
  const questions = message.parentId === null ? [] : await readMessages(ctx, conversationId, [message.parentId]);
  const [answer, userMessage = null] = await withSiblings(ctx, conversationId, [message, ...questions]);
  return {
    conversation: toSummary(conversation, message.state === "streaming"),
    userMessage,
    message: answer!,
    generationId: generation.id,
  };
}
