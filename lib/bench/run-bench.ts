import { missingAnswer, outcomeOf, toMessageFailure, untilWritten } from "@/lib/chat";
import type { MessageFailure } from "@/lib/chat/schema";
import { systemContext } from "@/lib/db";
import { siliconflow, type ChatStream } from "@/lib/siliconflow";
import { holding } from "./holding";
import type { LiveRun, StopCause } from "./live-run";
import { answerTokensOf, writeEnd, type Ending } from "./write-end";

/** Asks the provider, takes in the answer and writes its end. Never fails: whatever happens becomes the run's state. */
export async function runBench(live: LiveRun): Promise<void> {
  const ending = await receive(live);
  const { holder } = holding();
  const run = await untilWritten(`the end of run ${live.start.id}`, () =>
    writeEnd(systemContext(), live.start, live.result, ending, holder),
  );
  holding().live.delete(live.start.id);
  live.end(run ?? null);
}

async function receive(live: LiveRun): Promise<Ending> {
  let error: unknown;
  try {
    if (!live.cause) {
      live.asked = true;
      live.stream = await open(live);
      for await (const batch of live.stream) live.receive(batch);
    }
  } catch (thrown) {
    error = thrown;
  }
  const judged = judge(live, error);
  const { stream } = live;
  return {
    ...judged,
    finishReason: stream?.finishReason ?? null,
    traceId: stream?.traceId ?? judged.failure?.traceId ?? null,
    reported: stream?.usage,
    answerTokens: Math.max(
      stream?.receivedEvents ?? 0,
      answerTokensOf(live.result, live.start.promptTokens, stream?.usage),
    ),
    firstTokenMs: live.firstTokenMs,
    totalMs: live.elapsedMs,
  };
}

function open({ start: { call }, signal }: LiveRun): Promise<ChatStream> {
  const { chat, completions } = siliconflow();
  return call.endpoint === "chat" ? chat.stream(call.body, { signal }) : completions.stream(call.body, { signal });
}

const causes: Record<StopCause, Pick<Ending, "state" | "failure">> = {
  stop: { state: "stopped", failure: null },
  lost: { state: "interrupted", failure: { code: "unavailable", reason: "lost", retryable: true } },
  shutdown: { state: "interrupted", failure: { code: "unavailable", reason: "shutdown", retryable: true } },
  disabled: { state: "interrupted", failure: { code: "forbidden", reason: "account_disabled", retryable: false } },
};

function judge(live: LiveRun, error: unknown): Pick<Ending, "state" | "failure" | "call"> {
  const { cause, result, stream, start } = live;
  if (cause) return { ...causes[cause], call: live.asked ? "cut" : "not_made" };
  if (error !== undefined) {
    const failure: MessageFailure = toMessageFailure(error);
    const cameSomething = stream !== undefined && stream.receivedEvents > 0;
    return cameSomething
      ? { state: "interrupted", failure, call: "cut" }
      : { state: "failed", failure, call: outcomeOf(error) };
  }
  // Between two pieces of text there may be nothing to say.
  const isWhole = result.text.trim() !== "" || result.calls.length > 0 || start.mode === "fim";
  if (isWhole) return { state: "complete", failure: null, call: "whole" };
  const parts = result.reasoning === "" ? [] : [{ type: "reasoning" as const, text: result.reasoning }];
  const failure = missingAnswer(parts, stream?.finishReason ?? null, stream?.traceId);
  return { state: "failed", failure, call: "whole" };
}
