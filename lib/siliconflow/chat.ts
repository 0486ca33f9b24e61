import { ChatRequest, CompletionRequest } from "./chat-requests";
import { ChatStream, toFinishReason } from "./chat-stream";
import { joinDelta, readChoice, type ChatDelta } from "./deltas";
import { jsonBody } from "./json-body";
import { parseRequest } from "./parse";
import type { FinishReason, ProviderUsage } from "./schema";
import type { CallOptions, Transport } from "./transport";
import { isRecord, toUsage } from "./usage";

export interface StreamOptions extends CallOptions {
  /** the installation's CHAT_COALESCE_MS where unset */
  coalesceMs?: number;
}

/** A whole answer. */
export interface ChatAnswer {
  text: string;
  reasoning: string;
  toolCalls: { id: string; name: string; arguments: string }[];
  finishReason: FinishReason;
  usage: ProviderUsage | undefined;
  traceId: string | undefined;
}

export interface ChatEndpoint<Request> {
  /** One answer in one piece. Long ones end in a gateway's timeout: prefer `stream`. */
  create(body: Request, options?: CallOptions): Promise<ChatAnswer>;
  /** An answer as it is written. Resolves when the provider begins to answer. */
  stream(body: Request, options?: StreamOptions): Promise<ChatStream>;
}

export function chatEndpoint(transport: Transport): ChatEndpoint<ChatRequest> {
  return endpoint(transport, "/chat/completions", (body) => parseRequest(ChatRequest, body));
}

export function completionsEndpoint(transport: Transport): ChatEndpoint<CompletionRequest> {
  return endpoint(transport, "/completions", (body) => parseRequest(CompletionRequest, body));
}

function endpoint<Request extends { model: string }>(
  transport: Transport,
  path: string,
  check: (body: Request) => Request,
): ChatEndpoint<Request> {
  const { settings } = transport;
  return {
    create: async (body, options = {}) => {
      const checked = check(body);
      return transport.json(
        {
          ...options,
          method: "POST",
          path,
          body: await jsonBody({ ...checked, stream: false }),
          model: checked.model,
          repeat: "answer",
        },
        readAnswer,
      );
    },
    stream: async (body, options = {}) => {
      const checked = check(body);
      return transport.open<ChatStream>(
        {
          signal: options.signal,
          totalTimeoutMs: options.totalTimeoutMs,
          method: "POST",
          path,
          body: await jsonBody({ ...checked, stream: true }),
          accept: "text/event-stream",
          model: checked.model,
          repeat: "answer",
          headersTimeoutMs: settings.firstTokenTimeoutMs,
        },
        (exchange, head) => {
          const stream = new ChatStream(exchange, head, {
            firstTokenTimeoutMs: settings.firstTokenTimeoutMs,
            gapTimeoutMs: settings.gapTimeoutMs,
            coalesceMs: options.coalesceMs ?? settings.coalesceMs,
          });
          exchange.resolve(stream);
          return stream;
        },
      );
    },
  };
}

function readAnswer(value: unknown, traceId: string | undefined): ChatAnswer | undefined {
  const choice: unknown = isRecord(value) && Array.isArray(value.choices) ? value.choices[0] : undefined;
  if (!isRecord(value) || !isRecord(choice)) return undefined;
  if (!isRecord(choice.message) && typeof choice.text !== "string") return undefined;
  const deltas: ChatDelta[] = [];
  const finish = readChoice(choice, (delta) => joinDelta(deltas, delta));
  return {
    text: deltas.map((delta) => (delta.type === "text" ? delta.text : "")).join(""),
    reasoning: deltas.map((delta) => (delta.type === "reasoning" ? delta.text : "")).join(""),
    toolCalls: deltas.flatMap((delta) =>
      delta.type === "tool" ? [{ id: delta.id, name: delta.name, arguments: delta.arguments }] : [],
    ),
    finishReason: toFinishReason(finish ?? ""),
    usage: toUsage(value.usage),
    traceId,
  };
}
