import { siliconflow, type ChatStream } from "@/lib/siliconflow";
import { systemContext, type Context } from "@/lib/db";
import { cancelCharge, openCharge, settleCharge } from "@/lib/metering";
import { usageUnits } from "@/lib/metering/schema";
import { titleModel } from "@/lib/models";
import { estimateTokens } from "@/lib/models/schema";
import { toCallOptions } from "./ask-provider";
import { planCall } from "./call-plan";
import { outcomeOf } from "./failure";
import type { LiveGeneration } from "./live-generation";
import { closingOf, type CallEnd } from "./settlement";
import { cleanTitle } from "./title";
import { untilWritten } from "./until-written";

/** The beginning of a question says what it is about. */
const questionChars = 2_000;
const timeoutMs = 20_000;

const instruction =
  "Write a title for a conversation that begins with the message below. At most six words (or twelve Chinese " +
  "characters), in the language of the message, without quotes and without a full stop. Do not answer the message. " +
  "Reply with the title alone.";

/**
 * Lets a small model name a new conversation, paid by its owner as `title`. Whatever goes wrong is harmless: the
 * conversation keeps its first words as title. A name given by a person is never replaced.
 */
export async function writeTitle(live: LiveGeneration, question: string): Promise<void> {
  try {
    const ctx = systemContext();
    const title = await askForTitle(ctx, live.start.userId, question);
    if (title === "") return;
    const count = await ctx.db.$executeRaw`
      update conversations set title = ${title}
      where id = ${live.start.conversationId} and not titled_by_user and deleted_at is null`;
    if (count > 0 && !live.log.ended && !live.finishing) live.tell({ type: "title", title });
  } catch {
    // The first words stay.
  }
}

async function askForTitle(ctx: Context, userId: string, question: string): Promise<string> {
  const model = await titleModel(ctx);
  const { request, promptTokens, worstCase } = planCall(model, {
    systemPrompt: instruction,
    parameters: { maxTokens: 60, temperature: 0.3, thinking: false },
    turns: [{ role: "user", text: question.slice(0, questionChars).toWellFormed() }],
  });
  const charge = await openCharge(ctx, { userId, modelId: model.id, purpose: "title", estimate: worstCase });
  let stream: ChatStream | undefined;
  let text = "";
  let call: CallEnd = "whole";
  try {
    const opened = siliconflow().languageModel(model.id, {
      onStream: (begun) => (stream = begun),
      totalTimeoutMs: timeoutMs,
    });
    const { content } = await opened.doGenerate(toCallOptions(request));
    text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
  } catch (error) {
    call = stream?.receivedEvents ? "cut" : outcomeOf(error);
  }
  const closing = closingOf({
    state: call === "whole" ? "complete" : "failed",
    call,
    reported: stream?.usage,
    promptTokens,
    answerTokens: text === "" ? (stream?.receivedEvents ?? 0) : estimateTokens(text),
  });
  await untilWritten("the cost of a title", async () => {
    if (closing === "cancel") return cancelCharge(ctx, { chargeId: charge.id });
    const { counts, basis, outcome } = closing;
    const usage = usageUnits(counts, charge.rates);
    const traceId = stream?.traceId;
    await settleCharge(ctx, { chargeId: charge.id, usage, basis, outcome, ...(traceId !== undefined && { traceId }) });
  });
  return cleanTitle(text);
}
