import { siliconflow, type ChatStream } from "@/lib/siliconflow";
import { toWireFormat } from "./json-mode";
import type { Prompt, PromptMessage } from "./prompt";
import type { SentPictures } from "./sent-pictures";
import type { ChatParameters } from "./schema";
import type { Tokens } from "./settlement";

/** Functions that a model may call. */
export interface OfferedTools {
  readonly definitions: readonly { name: string; description: string; parameters: Record<string, unknown> }[];
  /** estimate of what they add to a prompt */
  readonly tokens: number;
}

/** What the provider is asked, already limited to what the model accepts. */
export interface ProviderRequest {
  modelId: string;
  prompt: Prompt;
  parameters: ChatParameters;
  maxTokens: number;
  /** the most output that money is held for, thoughts included */
  heldTokens: number;
  /** sent both ways where the model has the switch, since the provider's default is on; undefined: it has none */
  enableThinking: boolean | undefined;
  /** undefined for the rest of an answer, too: the mode makes whole objects only */
  responseFormat: ChatParameters["responseFormat"];
  tools?: OfferedTools;
  /** the model wants its thoughts of this answer back between calls */
  resendThoughts?: boolean;
  /** reads the pictures of the prompt, which are in memory only while they are sent; absent: it has none */
  readPictures?: () => Promise<SentPictures>;
}

export type AnswerDelta =
  | { type: "text"; text: string }
  | { type: "reasoning"; text: string }
  /** a call of a function begins */
  | { type: "call"; id: string; name: string }
  | { type: "arguments"; id: string; text: string };

/** One call under way: its deltas, and what is known of it at any time. */
export interface ProviderCall {
  readonly usage: Tokens | undefined;
  /** events that carried text or thoughts: each is one token at least */
  readonly events: number;
  readonly traceId: string | undefined;
  /** null: the provider has not said why it ended */
  readonly finishReason: string | null;
  /** @throws ProviderError after everything received */
  deltas(): AsyncGenerator<AnswerDelta, void, undefined>;
}

/**
 * Asks for an answer. Resolves when the provider begins to answer.
 *
 * The model is driven through the AI SDK's interface, but not by its `streamText`: that costs 20 µs a delta against
 * 2 µs, for what an answer without tools does not use (measured on 2026-11-23 with ai 7.0.173).
 * @throws ProviderError, or an AbortError when the signal fires
 */
export async function askProvider(request: ProviderRequest, signal: AbortSignal): Promise<ProviderCall> {
  let stream: ChatStream | undefined;
  const model = siliconflow().languageModel(request.modelId, { onStream: (opened) => (stream = opened) });
  const pictures = await request.readPictures?.();
  const answer = await model.doStream({ ...toCallOptions(request, pictures), abortSignal: signal });
  return {
    get usage() {
      return stream?.usage && countsOf(stream.usage);
    },
    get events() {
      return stream?.receivedEvents ?? 0;
    },
    get traceId() {
      return stream?.traceId;
    },
    get finishReason() {
      return stream?.finishReason ?? null;
    },
    async *deltas() {
      for await (const part of answer.stream) {
        if (part.type === "text-delta") yield { type: "text", text: part.delta };
        else if (part.type === "reasoning-delta") yield { type: "reasoning", text: part.delta };
        else if (part.type === "tool-input-delta") yield { type: "arguments", id: part.id, text: part.delta };
        else if (part.type === "tool-input-start") yield { type: "call", id: part.id, name: part.toolName };
        else if (part.type === "error") throw part.error;
      }
    },
  };
}

/** The counts alone: what else the provider put beside them is not to be kept. */
function countsOf({ inputTokens, cachedInputTokens, outputTokens, reasoningTokens }: Tokens): Tokens {
  return {
    inputTokens,
    outputTokens,
    ...(cachedInputTokens !== undefined && { cachedInputTokens }),
    ...(reasoningTokens !== undefined && { reasoningTokens }),
  };
}

type CallOptions = Parameters<ReturnType<ReturnType<typeof siliconflow>["languageModel"]>["doStream"]>[0];

export function toCallOptions(
  { prompt, parameters, maxTokens, enableThinking, responseFormat, tools, resendThoughts }: ProviderRequest,
  pictures?: SentPictures,
): CallOptions {
  const { temperature, topP, topK, minP, frequencyPenalty, stop, thinkingBudget } = parameters;
  return {
    prompt: prompt.messages.map((message) => toPromptMessage(message, pictures)),
    maxOutputTokens: maxTokens,
    ...(tools && {
      tools: tools.definitions.map(({ name, description, parameters: inputSchema }) => {
        return { type: "function" as const, name, description, inputSchema };
      }),
    }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(topK !== undefined && { topK }),
    ...(frequencyPenalty !== undefined && { frequencyPenalty }),
    ...(stop && { stopSequences: stop }),
    providerOptions: {
      siliconflow: {
        ...(minP !== undefined && { min_p: minP }),
        ...(enableThinking !== undefined && { enable_thinking: enableThinking }),
        ...(thinkingBudget !== undefined && enableThinking !== false && { thinking_budget: thinkingBudget }),
        ...(prompt.prefix !== undefined && { prefix: prompt.prefix }),
        ...(resendThoughts && { resendReasoning: true }),
        ...(responseFormat && { response_format: toWireFormat(responseFormat) }),
      },
    },
  };
}

function toPromptMessage(message: PromptMessage, sent?: SentPictures): CallOptions["prompt"][number] {
  const { role, content, pictures, calls = [], reasoning, answers } = message;
  if (role === "system") return { role, content };
  if (role === "tool") {
    const { id = "", name = "" } = answers ?? {};
    const output = { type: "text" as const, value: content };
    return { role, content: [{ type: "tool-result", toolCallId: id, toolName: name, output }] };
  }
  const text = { type: "text" as const, text: content };
  if (role === "user") {
    return { role, content: [...(pictures ?? []).flatMap((picture) => sent?.pieceOf(picture) ?? []), text] };
  }
  return {
    role,
    content: [
      ...(reasoning === undefined ? [] : [{ type: "reasoning" as const, text: reasoning }]),
      text,
      ...calls.map((call) => {
        return { type: "tool-call" as const, toolCallId: call.id, toolName: call.name, input: call.arguments };
      }),
    ],
  };
}
