import { createHash } from "node:crypto";
import { AppError } from "@/lib/core";
import { inTransaction, systemContext, type Context } from "@/lib/db";
import {
  beginAnswer,
  cancelCharge,
  endAnswer,
  findAnswer,
  openCharge,
  settleCharge,
  type OpenCharge,
} from "@/lib/metering";
import { usageUnits } from "@/lib/metering/schema";
import { requireModel } from "@/lib/models";
import { estimateTokens } from "@/lib/models/schema";
import { isProviderError, siliconflow, type ChatStream } from "@/lib/siliconflow";
import { planImprovement, readSuggestion, type ImprovementPlan } from "./improvement";
import type { ImprovedPrompt, ImprovePromptInput } from "./input";
import { requireImageModel } from "./list-image-models";
import { requirePerson } from "./person";

const timeoutMs = 120_000;

/**
 * Lets a chat model write better words for a picture, paid as `improve`. It is a suggestion: it changes nothing, and is
 * kept for a day only, so that the same request is answered and paid once. Whoever goes away ends it, and pays what had
 * come by then.
 * @throws AppError `quota_exceeded`, `unsupported`, `provider_unavailable` (`empty_answer`, `thinking_used_up`, `answer_lost`),
 *   `conflict` (`request_key`); ProviderError; an AbortError when the caller's signal fires
 */
export async function improvePrompt(ctx: Context, input: ImprovePromptInput): Promise<ImprovedPrompt> {
  const userId = requirePerson(ctx);
  const { requestKey, ...wish } = input;
  const requestDigest = createHash("sha256").update(JSON.stringify(wish)).digest("hex");
  const asked = { userId, requestKey, requestDigest };
  const made = await findAnswer<ImprovedPrompt>(ctx, asked);
  if (made) return made;
  const model = await requireModel(ctx, input.modelId, "chat");
  const imageModel = input.imageModelId === undefined ? undefined : await requireImageModel(ctx, input.imageModelId);
  const takesNegative = imageModel?.negativePrompt ?? false;
  const plan = planImprovement(model, { prompt: input.prompt, takesNegative });
  const begun = await inTransaction(ctx, async (tx) => {
    const id = await beginAnswer(tx, asked);
    if (id === undefined) return undefined;
    const estimate = plan.worstCase;
    return { id, charge: await openCharge(tx, { userId, modelId: model.id, purpose: "improve", estimate }) };
  });
  // The same request came twice at once, and the other one has it.
  if (!begun) return improvePrompt(ctx, input);
  try {
    const answer = await suggest(ctx, { plan, charge: begun.charge, modelId: model.id, takesNegative });
    await endAnswer(begun.id, { answer });
    return answer;
  } catch (error) {
    await endAnswer(begun.id, { error });
    throw error;
  }
}

interface Asked {
  plan: ImprovementPlan;
  charge: OpenCharge;
  modelId: string;
  takesNegative: boolean;
}

async function suggest(ctx: Context, { plan, charge, modelId, takesNegative }: Asked): Promise<ImprovedPrompt> {
  const answer = await ask(plan, ctx.signal);
  const { costNanos, currency } = await closeCharge(charge, plan, answer);
  if (answer.error !== undefined) throw answer.error;
  const suggestion = readSuggestion(answer.text, takesNegative);
  if (suggestion.prompt === "") {
    const reason = answer.stream?.finishReason === "length" ? "thinking_used_up" : "empty_answer";
    throw new AppError("provider_unavailable", "The model gave no suggestion. Try again or choose another one.", {
      reason,
      ...(answer.stream?.traceId !== undefined && { traceId: answer.stream.traceId }),
    });
  }
  return { ...suggestion, modelId, costNanos: String(costNanos), currency };
}

interface Answer {
  stream: ChatStream | undefined;
  text: string;
  reasoning: string;
  error: unknown;
}

async function ask({ body }: ImprovementPlan, signal: AbortSignal | undefined): Promise<Answer> {
  const answer: Answer = { stream: undefined, text: "", reasoning: "", error: undefined };
  try {
    answer.stream = await siliconflow().chat.stream(body, { signal, totalTimeoutMs: timeoutMs });
    for await (const batch of answer.stream) {
      for (const delta of batch) {
        if (delta.type === "text") answer.text += delta.text;
        else if (delta.type === "reasoning") answer.reasoning += delta.text;
      }
    }
  } catch (error) {
    answer.error = error;
  }
  return answer;
}

/** What the provider counted, as long as it covers what came; else what was sent and received. */
async function closeCharge(
  { id: chargeId, rates, currency }: OpenCharge,
  { promptTokens }: ImprovementPlan,
  { stream, text, reasoning, error }: Answer,
): Promise<{ costNanos: bigint; currency: string }> {
  const ctx = systemContext();
  const came = stream !== undefined && stream.receivedEvents > 0;
  const refused = error !== undefined && isProviderError(error) && error.outcome === "refused";
  if (!came && refused) {
    await cancelCharge(ctx, { chargeId });
    return { costNanos: 0n, currency };
  }
  const reported = stream?.usage;
  const received = came ? Math.max(stream.receivedEvents, estimateTokens(text + reasoning)) : 0;
  const whole = error === undefined && reported !== undefined && reported.outputTokens > 0;
  const outputTokens = whole || (reported && reported.outputTokens >= received) ? reported.outputTokens : received;
  const counts = {
    inputTokens: reported?.inputTokens || promptTokens,
    cachedInputTokens: reported?.cachedInputTokens ?? 0,
    outputTokens,
  };
  return settleCharge(ctx, {
    ...{ chargeId, usage: usageUnits(counts, rates) },
    basis: whole ? "reported" : came || reported ? "measured" : "estimated",
    outcome: error === undefined ? "complete" : came ? "interrupted" : "unknown",
    ...(stream?.traceId !== undefined && { traceId: stream.traceId }),
  });
}
