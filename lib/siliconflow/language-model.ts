import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from "@ai-sdk/provider";
import type { ChatEndpoint } from "./chat";
import type { ChatRequest } from "./chat-requests";
import type { ChatStream } from "./chat-stream";
import { toChatRequest } from "./model-request";
import type { ProviderUsage } from "./schema";
import { PartWriter, toContent, toModelFinish, toModelUsage } from "./stream-parts";

/** What a caller may watch of every provider call a model makes, a stopped or broken one included. */
export interface ModelObserver {
  /** the provider began to answer; undefined where it named no trace */
  onTrace?(traceId: string | undefined): void;
  /** the first reasoning, text or tool call arrived */
  onFirstByte?(): void;
  /** the provider's cumulative counts, whenever a batch changed them */
  onUsage?(usage: ProviderUsage): void;
  /** the call's stream, whose counters and usage can be read at any time */
  onStream?(stream: ChatStream): void;
}

export interface ModelOptions extends ModelObserver {
  /** the installation's CHAT_COALESCE_MS where unset */
  coalesceMs?: number;
  /** shortens the time limit of each call */
  totalTimeoutMs?: number;
}

/**
 * A chat model for the AI SDK. It repeats failed calls itself: switch the SDK's repetitions off (`maxRetries: 0`).
 *
 * A broken stream ends, after everything received, with an `error` part (ProviderError) and a `finish` part that
 * carries the last known usage; a stopped one with an AbortError.
 */
export function createLanguageModel(
  chat: ChatEndpoint<ChatRequest>,
  modelId: string,
  options: ModelOptions = {},
): LanguageModelV4 {
  const open = async (call: LanguageModelV4CallOptions) => {
    const { request, warnings } = toChatRequest(modelId, call);
    const stream = await chat.stream(request, {
      signal: call.abortSignal,
      totalTimeoutMs: options.totalTimeoutMs,
      ...(options.coalesceMs !== undefined && { coalesceMs: options.coalesceMs }),
    });
    options.onTrace?.(stream.traceId);
    options.onStream?.(stream);
    return { stream, warnings, watch: watcher(stream, options) };
  };

  return {
    specificationVersion: "v4",
    provider: "siliconflow",
    modelId,
    // Nothing is fetched for a model by this process: addresses go to the provider, and what it cannot read is refused.
    supportedUrls: { "*/*": [/^/] },

    async doStream(call) {
      const { stream, warnings, watch } = await open(call);
      let write: (part: LanguageModelV4StreamPart) => void = () => undefined;
      const parts = new PartWriter((part) => write(part));
      let described = false;
      return {
        stream: new ReadableStream<LanguageModelV4StreamPart>({
          start(controller) {
            write = (part) => controller.enqueue(part);
            write({ type: "stream-start", warnings });
          },
          async pull(controller) {
            try {
              const batch = await stream.next();
              watch();
              if (!described) {
                described = true;
                write({ type: "response-metadata", ...describe(stream) });
              }
              if (batch) {
                for (const delta of batch) parts.add(delta);
                return;
              }
              parts.end(true);
              write({
                type: "finish",
                finishReason: toModelFinish(stream.finishReason, stream.rawFinishReason),
                usage: toModelUsage(stream.usage),
              });
              controller.close();
            } catch (error) {
              watch();
              if (call.abortSignal?.aborted) return controller.error(error);
              parts.end(false);
              write({ type: "error", error });
              write({
                type: "finish",
                finishReason: { unified: "error", raw: stream.rawFinishReason },
                usage: toModelUsage(stream.usage),
              });
              controller.close();
            }
          },
          cancel() {
            stream.close();
            watch();
          },
        }),
        ...responseHeaders(stream),
      };
    },

    /** Streams as well: long answers in one piece end in a gateway's timeout. */
    async doGenerate(call): Promise<LanguageModelV4GenerateResult> {
      const { stream, warnings, watch } = await open(call);
      const parts: LanguageModelV4StreamPart[] = [];
      const writer = new PartWriter((part) => parts.push(part));
      try {
        for await (const batch of stream) for (const delta of batch) writer.add(delta);
      } finally {
        watch();
      }
      writer.end(true);
      return {
        content: toContent(parts),
        finishReason: toModelFinish(stream.finishReason, stream.rawFinishReason),
        usage: toModelUsage(stream.usage),
        warnings,
        response: { ...describe(stream), ...responseHeaders(stream).response },
      };
    },
  };
}

function describe(stream: ChatStream): { id?: string; modelId?: string; timestamp?: Date } {
  return {
    ...(stream.id !== undefined && { id: stream.id }),
    ...(stream.model !== undefined && { modelId: stream.model }),
    ...(stream.createdAt !== undefined && { timestamp: stream.createdAt }),
  };
}

function responseHeaders({ traceId }: ChatStream): { response: { headers: Record<string, string> } } {
  return { response: { headers: traceId === undefined ? {} : { "x-siliconcloud-trace-id": traceId } } };
}

/** Tells the observer what changed since it was last called. */
function watcher(stream: ChatStream, observer: ModelObserver): () => void {
  let sawFirst = false;
  let told: ProviderUsage | undefined;
  return () => {
    if (!sawFirst && stream.receivedEvents > 0) {
      sawFirst = true;
      observer.onFirstByte?.();
    }
    if (!observer.onUsage) return;
    const { usage } = stream;
    if (usage && usage !== told) observer.onUsage((told = usage));
  };
}
