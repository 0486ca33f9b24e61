import { estimateTokens } from "@/lib/models/schema";
import { askProvider } from "./ask-provider";
import { writtenIn } from "./answer";
import { missingAnswer, outcomeOf, toMessageFailure } from "./failure";
import { finishGeneration, type Ending } from "./finish-generation";
import { holding, inBackground } from "./holding";
import type { LiveGeneration, StopCause } from "./live-generation";
import { textIn, type MessageFailure } from "./schema";
import { calibration } from "./settlement";
import { writeTitle } from "./write-title";

/** Asks the provider, takes in the answer and writes its end. Never fails: whatever happens becomes the message's state. */
export async function runGeneration(live: LiveGeneration): Promise<void> {
  const ending = await receiveAnswer(live);
  live.finishing = true;
  await finishGeneration(live, ending);
  holding().live.delete(live.id);
}

async function receiveAnswer(live: LiveGeneration): Promise<Ending> {
  const { answer, start } = live;
  let error: unknown;
  try {
    if (!live.cause) {
      live.asked = true;
      live.call = await askProvider(start.request, live.signal);
      for await (const { type, text } of live.call.deltas()) {
        live.receive(type, text);
        if (type === "text") beginTitle(live);
      }
    }
  } catch (thrown) {
    error = thrown;
  }
  answer.end(performance.now());
  const outcome = judge(live, error);
  return {
    ...outcome,
    finishReason: live.call?.finishReason ?? null,
    traceId: live.call?.traceId ?? outcome.failure?.traceId ?? null,
    reported: live.usage,
    answerTokens: measureAnswer(live),
    firstTokenMs: live.firstTokenMs,
    totalMs: live.elapsedMs,
  };
}

const causes: Record<StopCause, Pick<Ending, "state" | "failure">> = {
  stop: { state: "stopped", failure: null },
  deleted: { state: "stopped", failure: null },
  lost: { state: "interrupted", failure: { code: "unavailable", reason: "lost", retryable: true } },
  shutdown: { state: "interrupted", failure: { code: "unavailable", reason: "shutdown", retryable: true } },
  disabled: { state: "interrupted", failure: { code: "forbidden", reason: "account_disabled", retryable: false } },
};

function judge(live: LiveGeneration, error: unknown): Pick<Ending, "state" | "failure" | "call"> {
  const { answer, cause, call } = live;
  if (cause) return { ...causes[cause], call: live.asked ? "cut" : "not_made" };
  const hasText = writtenIn(answer.parts).trim() !== "";
  if (error !== undefined) {
    const failure: MessageFailure = toMessageFailure(error);
    if (!answer.isEmpty) return { state: "interrupted", failure, call: "cut" };
    return { state: hasText ? "interrupted" : "failed", failure, call: outcomeOf(error) };
  }
  if (hasText) return { state: "complete", failure: null, call: "whole" };
  const failure = missingAnswer(answer.parts, call?.finishReason ?? null, call?.traceId);
  return { state: "failed", failure, call: "whole" };
}

/** Tokens of what was received: our estimate as corrected by the provider's count of the prompt, and no less than came. */
function measureAnswer({ answer, usage, start, call }: LiveGeneration): number {
  const received = (["reasoning", "text"] as const).map((type) => {
    const all = answer.parts.map((part) => textIn(part, type)).join("");
    return all.slice(all.length - answer.received[type]);
  });
  const estimate = received.reduce((total, text) => total + (text === "" ? 0 : estimateTokens(text)), 0);
  return Math.max(call?.events ?? 0, Math.ceil(estimate * calibration(start.promptTokens, usage)));
}

/** The first words of the answer are there, so the title no longer competes with them. */
function beginTitle(live: LiveGeneration): void {
  const { untitledQuestion } = live.start;
  if (untitledQuestion === undefined) return;
  delete live.start.untitledQuestion;
  inBackground(writeTitle(live, untitledQuestion));
}
