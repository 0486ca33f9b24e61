import type { LanguageModelV4 } from "@ai-sdk/provider";
import { chatEndpoint, completionsEndpoint, type ChatEndpoint } from "./chat";
import type { ChatRequest, CompletionRequest } from "./chat-requests";
import { createLanguageModel, type ModelOptions } from "./language-model";
import { embeddingsEndpoint, modelsEndpoint, rerankEndpoint, userEndpoint } from "./lists";
import { imagesEndpoint, videosEndpoint } from "./pictures";
import { completeSettings, type SiliconFlowOptions } from "./settings";
import { speechEndpoint } from "./speech";
import { Transport } from "./transport";
import { transcriptionsEndpoint } from "./transcriptions";
import { voicesEndpoint } from "./voices";

/**
 * Every endpoint of the provider. Each call throws ProviderError, `invalid_input` before anything is sent where the
 * request is wrong, or an AbortError when its signal fires.
 */
export interface SiliconFlow {
  /** a chat model for the AI SDK; call it with `maxRetries: 0` */
  languageModel(id: string, options?: ModelOptions): LanguageModelV4;
  chat: ChatEndpoint<ChatRequest>;
  completions: ChatEndpoint<CompletionRequest>;
  images: ReturnType<typeof imagesEndpoint>;
  videos: ReturnType<typeof videosEndpoint>;
  speech: ReturnType<typeof speechEndpoint>;
  voices: ReturnType<typeof voicesEndpoint>;
  transcriptions: ReturnType<typeof transcriptionsEndpoint>;
  models: ReturnType<typeof modelsEndpoint>;
  user: ReturnType<typeof userEndpoint>;
  embeddings: ReturnType<typeof embeddingsEndpoint>;
  rerank: ReturnType<typeof rerankEndpoint>;
  /** a key is set, so calls can be made */
  readonly configured: boolean;
  /** ends every connection */
  close(): Promise<void>;
}

export function createSiliconFlow(options: SiliconFlowOptions): SiliconFlow {
  const transport = new Transport(completeSettings(options));
  const chat = chatEndpoint(transport);
  return {
    languageModel: (id, modelOptions) => createLanguageModel(chat, id, modelOptions),
    chat,
    completions: completionsEndpoint(transport),
    images: imagesEndpoint(transport),
    videos: videosEndpoint(transport),
    speech: speechEndpoint(transport),
    voices: voicesEndpoint(transport),
    transcriptions: transcriptionsEndpoint(transport),
    models: modelsEndpoint(transport),
    user: userEndpoint(transport),
    embeddings: embeddingsEndpoint(transport),
    rerank: rerankEndpoint(transport),
    configured: options.apiKey !== undefined,
    close: () => transport.close(),
  };
}
