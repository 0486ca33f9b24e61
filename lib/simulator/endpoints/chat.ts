import type { Call } from "../call";
import { admit, deliverStream, deliverWhole, type Script } from "../chat/deliver";
import { promptTokensOf } from "../chat/messages";
import { planAnswer, type Delta, type Plan } from "../chat/plan";
import { countCached } from "../chat/prompt-cache";
import { parseChatRequest, type ChatRequest } from "../chat/request";
import { deltaBody, messageBody, usageBody, usageOf, type Counts } from "../chat/wording";
import { badParameter } from "../refusal";

/** POST /chat/completions */
export async function chatCompletions(call: Call): Promise<void> {
  const request = parseChatRequest(call.world, call.json());
  call.record.unknownFields = request.unknownFields;
  const { model } = request;
  const definitions = request.tools.length === 0 ? "" : JSON.stringify(request.tools);
  const prompt = promptTokensOf(request.messages, `${definitions}${request.prefix ?? ""}${request.suffix ?? ""}`);
  admit(call, model, prompt);
  fitWindow(request, prompt);
  const counts = { prompt, cached: Math.min(prompt, countCached(call.world, model, request.messages)) };
  const plan = twist(
    call,
    planAnswer(request, () => call.world.newToken(12), call.hasFault("ignores-max-tokens")),
    request.stream,
  );
  const script = scriptOf(call, request, plan, counts);
  if (request.stream) return deliverStream(call, script);
  await deliverWhole(call, script, {
    id: call.traceId,
    object: "chat.completion",
    created: Math.floor(call.record.at / 1000),
    model: model.id,
    choices: [{ index: 0, message: messageBody(plan), finish_reason: finishReason(call, plan) }],
    ...(call.hasFault("usage-missing") ? {} : { usage: usageOf(counts, plan.deltas) }),
    system_fingerprint: "",
  });
}

/** What is asked for must fit beside the prompt. What a model takes by default shrinks to fit. */
function fitWindow(request: ChatRequest, prompt: number): void {
  const limit = request.model.contextLength;
  if (limit === undefined || prompt + request.maxTokens <= limit) return;
  if (request.hasMaxTokens) {
    throw badParameter(
      `max_tokens (${request.maxTokens}) plus length of prompt_tokens (${prompt}) must not exceed max_seq_len (${limit}).`,
    );
  }
  request.maxTokens = limit - prompt;
}

function scriptOf(call: Call, { model }: ChatRequest, plan: Plan, counts: Counts): Script {
  const head = `data: {"id":${JSON.stringify(call.traceId)},"object":"chat.completion.chunk","created":${Math.floor(call.record.at / 1000)},"model":${JSON.stringify(model.id)},"choices":[`;
  const everyUsage = !call.hasFault("usage-missing") && !call.hasFault("usage-at-end");
  const filter = call.hasFault("content-filter")
    ? `,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}}`
    : "";
  const reasoningLength = plan.deltas.filter((delta) => delta.kind === "reasoning").length;
  const usage = (sent: number) => JSON.stringify(usageBody(counts, sent, Math.min(sent, reasoningLength)));
  const event = (delta: object, finish: string | null, sent: number) =>
    `${head}{"index":0,"delta":${JSON.stringify(delta)},"finish_reason":${JSON.stringify(finish)}${filter}}],"system_fingerprint":""${everyUsage ? `,"usage":${usage(sent)}` : ""}}\n\n`;
  const role = call.hasFault("duplicate-role") ? { role: "assistant" } : {};
  return {
    model,
    counts,
    length: plan.deltas.length,
    opening: () => {
      const prompt = filter === "" ? "" : `${head}],"prompt_filter_results":[{"prompt_index":0}]}\n\n`;
      return `${prompt}${event({ role: "assistant", content: "", reasoning_content: null }, null, 0)}`;
    },
    piece: (index) => event({ ...role, ...deltaBody(plan.deltas[index]!) }, null, index + 1),
    closing: () => {
      const last = event({ content: "", reasoning_content: null }, finishReason(call, plan), plan.deltas.length);
      return call.hasFault("usage-at-end") ? `${last}${head}],"usage":${usage(plan.deltas.length)}}\n\n` : last;
    },
    giant: () => event({ content: "0123456789abcdef".repeat(327_680) }, null, 1),
  };
}

function finishReason(call: Call, { finish }: Plan): string {
  return call.hasFault("eos-finish") && finish === "stop" ? "eos" : finish;
}

/** Faults of content. */
function twist(call: Call, plan: Plan, isStream: boolean): Plan {
  if (call.hasFault("empty-content")) {
    const thoughts = plan.deltas.filter((delta) => delta.kind === "reasoning");
    return { deltas: thoughts, finish: thoughts.length > 0 ? "length" : "stop" };
  }
  if (call.hasFault("tool-unknown-name")) return { ...plan, deltas: plan.deltas.map(renamed) };
  if (call.hasFault("tool-malformed-arguments")) {
    const last = plan.deltas.findLastIndex((delta) => delta.kind === "tool-arguments");
    return { ...plan, deltas: plan.deltas.filter((_, index) => index !== last) };
  }
  return call.hasFault("tool-late-name") && isStream ? { ...plan, deltas: plan.deltas.flatMap(delayedName) } : plan;
}

function renamed(delta: Delta): Delta {
  return delta.kind === "tool-start" ? { ...delta, name: "no_such_tool" } : delta;
}

/** The id comes first and the name in an event of its own. */
function delayedName(delta: Delta): Delta[] {
  return delta.kind === "tool-start"
    ? [
        { ...delta, name: "" },
        { ...delta, id: "" },
      ]
    : [delta];
}
