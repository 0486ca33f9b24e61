import type { Delta, Plan } from "./plan";

export interface Counts {
  prompt: number;
  cached: number;
}

/** Usage after the first `deltas` of an answer, as the provider writes it. */
export function usageOf({ prompt, cached }: Counts, deltas: readonly Delta[], sent = deltas.length): object {
  let reasoning = 0;
  while (reasoning < sent && deltas[reasoning]!.kind === "reasoning") reasoning++;
  return usageBody({ prompt, cached }, sent, reasoning);
}

export function usageBody({ prompt, cached }: Counts, completion: number, reasoning: number): object {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    completion_tokens_details: { reasoning_tokens: reasoning },
    prompt_tokens_details: { cached_tokens: cached },
    prompt_cache_hit_tokens: cached,
    prompt_cache_miss_tokens: prompt - cached,
  };
}

/** The `delta` of one token. After the first piece of a tool call its id and name are empty. */
export function deltaBody(delta: Delta): object {
  switch (delta.kind) {
    case "reasoning":
      return { content: null, reasoning_content: delta.text };
    case "content":
      return { content: delta.text, reasoning_content: null };
    case "tool-start":
      return toolDelta(delta.index, delta.id, delta.name, "");
    case "tool-arguments":
      return toolDelta(delta.index, "", "", delta.text);
  }
}

function toolDelta(index: number, id: string, name: string, text: string): object {
  return {
    content: null,
    reasoning_content: null,
    tool_calls: [{ index, id, type: "function", function: { name, arguments: text } }],
  };
}

/** The whole message of an answer that is not streamed. */
export function messageBody({ deltas }: Plan): object {
  const textOf = (kind: Delta["kind"]) =>
    deltas.map((delta) => (delta.kind === kind && "text" in delta ? delta.text : "")).join("");
  const reasoning = textOf("reasoning");
  const calls = deltas.filter((delta) => delta.kind === "tool-start");
  return {
    role: "assistant",
    content: textOf("content"),
    ...(reasoning === "" ? {} : { reasoning_content: reasoning }),
    ...(calls.length === 0
      ? {}
      : {
          tool_calls: calls.map((call) => ({
            id: call.id,
            type: "function",
            function: { name: call.name, arguments: argumentsOf(deltas, call.index) },
          })),
        }),
  };
}

function argumentsOf(deltas: readonly Delta[], index: number): string {
  return deltas.map((delta) => (delta.kind === "tool-arguments" && delta.index === index ? delta.text : "")).join("");
}
