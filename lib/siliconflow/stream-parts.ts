import type {
  JSONObject,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { newId } from "@/lib/core";
import type { ChatDelta } from "./deltas";
import type { FinishReason, ProviderUsage } from "./schema";

interface OpenTool {
  id: string;
  name: string;
  input: string;
  /** characters of `input` already handed on; -1 until its beginning was announced */
  announced: number;
}

/** Turns deltas into the SDK's parts: one block of reasoning or text is open at a time; tools end with the answer. */
export class PartWriter {
  #open: { type: "reasoning" | "text"; id: string } | undefined;
  #blocks = 0;
  readonly #tools = new Map<number, OpenTool>();

  constructor(private readonly write: (part: LanguageModelV4StreamPart) => void) {}

  add(delta: ChatDelta): void {
    if (delta.type === "tool") return this.#addTool(delta);
    if (this.#open?.type !== delta.type) {
      this.#closeBlock();
      this.#open = { type: delta.type, id: String(this.#blocks++) };
      this.write({ type: `${delta.type}-start`, id: this.#open.id });
    }
    this.write({ type: `${delta.type}-delta`, id: this.#open.id, delta: delta.text });
  }

  /** @param calls whether the tool calls are whole and may be made */
  end(calls: boolean): void {
    this.#closeBlock();
    for (const tool of this.#tools.values()) {
      this.#announce(tool);
      this.write({ type: "tool-input-end", id: tool.id });
      if (!calls) continue;
      this.write({ type: "tool-call", toolCallId: tool.id, toolName: tool.name, input: tool.input || "{}" });
    }
    this.#tools.clear();
  }

  #addTool(delta: Extract<ChatDelta, { type: "tool" }>): void {
    this.#closeBlock();
    let tool = this.#tools.get(delta.index);
    if (!tool) {
      tool = { id: delta.id, name: delta.name, input: "", announced: -1 };
      this.#tools.set(delta.index, tool);
    }
    if (tool.announced < 0) {
      // Once announced, id and name stand: later ones are echoes or empty.
      tool.id ||= delta.id;
      tool.name ||= delta.name;
    }
    tool.input += delta.arguments;
    if (tool.name) this.#announce(tool);
  }

  #announce(tool: OpenTool): void {
    if (tool.announced < 0) {
      tool.id ||= newId();
      this.write({ type: "tool-input-start", id: tool.id, toolName: tool.name });
      tool.announced = 0;
    }
    if (tool.announced === tool.input.length) return;
    this.write({ type: "tool-input-delta", id: tool.id, delta: tool.input.slice(tool.announced) });
    tool.announced = tool.input.length;
  }

  #closeBlock(): void {
    if (this.#open) this.write({ type: `${this.#open.type}-end`, id: this.#open.id });
    this.#open = undefined;
  }
}

/** Gathers parts into the content of a whole answer. */
export function toContent(parts: readonly LanguageModelV4StreamPart[]): LanguageModelV4Content[] {
  const content: LanguageModelV4Content[] = [];
  for (const part of parts) {
    const last = content.at(-1);
    if (part.type === "text-start") content.push({ type: "text", text: "" });
    else if (part.type === "reasoning-start") content.push({ type: "reasoning", text: "" });
    else if (part.type === "text-delta" || part.type === "reasoning-delta") {
      if (last?.type === "text" || last?.type === "reasoning") last.text += part.delta;
    } else if (part.type === "tool-call") content.push(part);
  }
  return content;
}

export function toModelFinish(reason: FinishReason, raw: string | undefined): LanguageModelV4FinishReason {
  if (reason === "tool_calls") return { unified: "tool-calls", raw };
  if (reason === "content_filter") return { unified: "content-filter", raw };
  return { unified: reason ?? "other", raw };
}

export function toModelUsage(usage: ProviderUsage | undefined): LanguageModelV4Usage {
  if (!usage) {
    return {
      inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
      outputTokens: { total: undefined, text: undefined, reasoning: undefined },
    };
  }
  const { inputTokens, cachedInputTokens, outputTokens, reasoningTokens, raw } = usage;
  return {
    inputTokens: {
      total: inputTokens,
      noCache: inputTokens - cachedInputTokens,
      cacheRead: cachedInputTokens,
      cacheWrite: undefined,
    },
    outputTokens: { total: outputTokens, text: outputTokens - reasoningTokens, reasoning: reasoningTokens },
    // It came out of JSON.parse, so it is JSON.
    raw: raw as JSONObject,
  };
}
