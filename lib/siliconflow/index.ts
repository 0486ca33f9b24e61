import "server-only";
import { env } from "@/lib/env";
import { createSiliconFlow, type SiliconFlow } from "./client";
import { takeProbe } from "./take-probe";

export { createSiliconFlow, type SiliconFlow } from "./client";
export type { SiliconFlowOptions } from "./settings";
export type { CallOptions } from "./transport";
export { isProviderError, ProviderError, type ProviderFailure } from "./errors";
export { isAbortError } from "./settings";
export type { ChatAnswer, ChatEndpoint, StreamOptions } from "./chat";
export type { ChatMessage, ChatRequest, CompletionRequest, ContentPart } from "./chat-requests";
export type { ChatStream } from "./chat-stream";
export type { ChatDelta } from "./deltas";
export type { LanguageModelOptions } from "./model-request";
export type { ModelObserver, ModelOptions } from "./language-model";
export type {
  ImageRequest,
  SpeechRequest,
  TranscriptionRequest,
  VideoRequest,
  VoiceFile,
  VoiceUpload,
} from "./media-requests";
export type { GeneratedImages, VideoStatus } from "./pictures";
export type { SpeechAudio } from "./speech";
export type { TranscriptionAnswer, TranscriptionSegment } from "./transcriptions";
export type { Voice } from "./voices";
export type { EmbeddingRequest, ModelFilter, RerankRequest } from "./list-requests";
export type { AccountInfo, Embeddings, Ranking } from "./lists";
export { toUsage } from "./usage";
export * from "./schema";

const shared = globalThis as typeof globalThis & { silicaProvider?: SiliconFlow };

/** The installation's client: one for the process, so that its connections and its knowledge of an outage are shared. */
export function siliconflow(): SiliconFlow {
  if (shared.silicaProvider) return shared.silicaProvider;
  const settings = env();
  return (shared.silicaProvider = createSiliconFlow({
    baseUrl: settings.SILICONFLOW_BASE_URL,
    apiKey: settings.SILICONFLOW_API_KEY,
    connectTimeoutMs: settings.PROVIDER_CONNECT_TIMEOUT_MS,
    firstTokenTimeoutMs: settings.PROVIDER_FIRST_TOKEN_TIMEOUT_MS,
    gapTimeoutMs: settings.PROVIDER_GAP_TIMEOUT_MS,
    totalTimeoutMs: settings.PROVIDER_TOTAL_TIMEOUT_MS,
    attempts: settings.PROVIDER_ATTEMPTS,
    retryBaseMs: settings.PROVIDER_RETRY_BASE_MS,
    retryCapMs: settings.PROVIDER_RETRY_CAP_MS,
    coalesceMs: settings.CHAT_COALESCE_MS,
    mayProbe: takeProbe,
  }));
}
