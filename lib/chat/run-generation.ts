import { estimateTokens } from "@/lib/models/schema";
import { askProvider } from "./ask-provider";
import { toolsIn, writtenIn } from "./answer";
import { missingAnswer, outcomeOf, toMessageFailure } from "./failure";
import { finishGeneration, type Ending } from "./finish-generation";
import { holding, inBackground } from "./holding";
import type { LiveGeneration, StopCause } from "./live-generation";
import { takeStep } from "./next-step";
import type { MessageFailure } from "./schema";
import { calibration } from "./settlement";
import { writeTitle } from "./write-title";

/** Asks the provider, takes in the answer and writes its end. Never fails: whatever happens becomes the message's state. */
export async function runGeneration(live: LiveGeneration): Promise<void> {
  const ending = await receiveAnswer(live);
  live.finishing = true;
  await finishGeneration(live, ending);
  await live.start.tools?.toolbox.close();
  holding().live.delete(live.id);
}

async function receiveAnswer(live: LiveGeneration): Promise<Ending> {
  let error: unknown;
  try {
    for (let more = !live.cause; more;) {
      await receiveCall(live);
      const { calls } = live.answer;
      // Calls that were cut off by the length are none.
      const asksForCalls = calls.length > 0 && live.call?.finishReason !== "length";
      more = asksForCalls && (await takeStep(live, calls, endingOf(live, undefined)));
    }
  } catch (thrown) {
    error = thrown;
  }
  live.answer.end(performance.now());
  return endingOf(live, error);
}

/** One call of the model, to its end. */
async function receiveCall(live: LiveGeneration): Promise<void> {
  live.asked = true;
  live.stepsMade++;
  live.call = await askProvider(live.step.request, live.signal);
  for await (const delta of live.call.deltas()) {
    if (isOverBudget(live)) live.stop("budget");
    if (delta.type === "text" || delta.type === "reasoning") {
      live.receive(delta.type, delta.text);
      if (delta.type === "text") beginTitle(live);
    } else if (live.start.tools) {
      if (delta.type === "call") live.receiveCall(delta.id, delta.name);
      else live.receiveArguments(delta.id, delta.text);
    }
  }
}

/**
 * Some models do not keep to the limits they are given. More than is held is let pass only as far as counting may err:
 * what one answer overdraws, the person's limit has not covered.
 */
function isOverBudget({ call, step }: LiveGeneration): boolean {
  const used = Math.max(call?.usage?.outputTokens ?? 0, call?.events ?? 0);
  return used > step.request.heldTokens * 1.02 + 32;
}

function endingOf(live: LiveGeneration, error: unknown): Ending {
  const outcome = judge(live, error);
  return {
    ...outcome,
    finishReason: live.call?.finishReason ?? null,
    traceId: live.call?.traceId ?? outcome.failure?.traceId ?? null,
    reported: live.usage,
    answerTokens: measureAnswer(live),
    firstTokenMs: live.firstTokenMs,
    totalMs: live.elapsedMs - live.step.elapsedBeforeMs,
  };
}

const causes: Record<StopCause, Pick<Ending, "state" | "failure">> = {
  stop: { state: "stopped", failure: null },
  deleted: { state: "stopped", failure: null },
  lost: { state: "interrupted", failure: { code: "unavailable", reason: "lost", retryable: true } },
  shutdown: { state: "interrupted", failure: { code: "unavailable", reason: "shutdown", retryable: true } },
  disabled: { state: "interrupted", failure: { code: "forbidden", reason: "account_disabled", retryable: false } },
  budget: { state: "interrupted", failure: { code: "provider_rejected", reason: "over_budget", retryable: true } },
};

function judge(live: LiveGeneration, error: unknown): Pick<Ending, "state" | "failure" | "call"> {
  const { answer, cause, call } = live;
  if (cause) return { ...causes[cause], call: live.asked ? "cut" : "not_made" };
  const hasText = writtenIn(answer.parts).trim() !== "";
  const hasCalls = toolsIn(answer.parts).length > 0;
  if (error !== undefined) {
    const failure: MessageFailure = toMessageFailure(error);
    if (!answer.isEmpty) return { state: "interrupted", failure, call: "cut" };
    return { state: hasText || hasCalls ? "interrupted" : "failed", failure, call: outcomeOf(error) };
  }
  if (hasText || answer.calls.length > 0) return { state: "complete", failure: null, call: "whole" };
  const failure = missingAnswer(answer.parts, call?.finishReason ?? null, call?.traceId);
  return { state: "failed", failure, call: "whole" };
}

/** Tokens of what was received: our estimate as corrected by the provider's count of the prompt, and no less than came. */
function measureAnswer({ answer, usage, step, call }: LiveGeneration): number {
  const received = [
    answer.receivedText("reasoning"),
    answer.receivedText("text"),
    ...answer.calls.map((each) => each.name + each.arguments),
  ];
  const estimate = received.reduce((total, text) => total + (text === "" ? 0 : estimateTokens(text)), 0);
  return Math.max(call?.events ?? 0, Math.ceil(estimate * calibration(step.promptTokens, usage)));
}

/** The first words of the answer are there, so the title no longer competes with them. */
function beginTitle(live: LiveGeneration): void {
  const { untitledQuestion } = live.start;
  if (untitledQuestion === undefined) return;
  delete live.start.untitledQuestion;
  inBackground(writeTitle(live, untitledQuestion));
}
