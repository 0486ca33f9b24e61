import type {
  Conversation,
  ConversationPage,
  ConversationSummary,
  MessagePage,
  StartGenerationInput,
  UpdateConversationInput,
} from "@/lib/chat/schema";
import type { Quota } from "@/lib/metering/schema";
import type { ModelSummary } from "@/lib/models/schema";
import { ApiError, request, type FailureBody } from "@/lib/ui";

/** The chat's own calls of the API, each in one place. */

export async function listConversations(
  input: { cursor?: string; query?: string; folderId?: string | undefined; limit?: number },
  signal?: AbortSignal,
): Promise<ConversationPage> {
  const search = new URLSearchParams();
  if (input.cursor) search.set("cursor", input.cursor);
  if (input.query) search.set("query", input.query);
  if (input.folderId) search.set("folderId", input.folderId);
  if (input.limit) search.set("limit", String(input.limit));
  return request("GET", `/api/conversations?${search}`, undefined, signal ? { signal } : {});
}

export async function findConversation(id: string, signal?: AbortSignal): Promise<Conversation> {
  const { conversation } = await request<{ conversation: Conversation }>(
    "GET",
    `/api/conversations/${id}`,
    undefined,
    signal ? { signal } : {},
  );
  return conversation;
}

export async function updateConversation(id: string, change: UpdateConversationInput): Promise<ConversationSummary> {
  const { conversation } = await request<{ conversation: ConversationSummary }>(
    "PATCH",
    `/api/conversations/${id}`,
    change,
  );
  return conversation;
}

export async function deleteConversation(id: string): Promise<void> {
  await request("DELETE", `/api/conversations/${id}`);
}

export async function restoreConversation(id: string): Promise<void> {
  await request("POST", `/api/conversations/${id}/restore`);
}

export async function listMessages(id: string, before: string, limit?: number): Promise<MessagePage> {
  return request("GET", `/api/conversations/${id}/messages?before=${before}${limit ? `&limit=${limit}` : ""}`);
}

export async function stopGeneration(id: string): Promise<void> {
  await request("POST", `/api/generations/${id}/stop`);
}

export async function saveDraft(id: string, text: string, keepalive: boolean): Promise<void> {
  await request("PUT", `/api/drafts/${id}`, { text }, { keepalive });
}

export async function listChatModels(): Promise<ModelSummary[]> {
  const { models } = await request<{ models: ModelSummary[] }>("GET", "/api/models?subType=chat");
  return models;
}

export async function readQuota(): Promise<Quota> {
  const { quota } = await request<{ quota: Quota }>("GET", "/api/usage/quota");
  return quota;
}

/** The stream that answers a question. @throws ApiError where there is none */
export async function openAnswer(input: StartGenerationInput, signal: AbortSignal): Promise<Response> {
  return openStream(
    "/api/chat",
    { method: "POST", body: JSON.stringify(input), headers: { "content-type": "application/json" } },
    signal,
  );
}

/** The stream of an answer under way, from where one had come. @throws ApiError where there is none */
export async function followAnswer(
  generationId: string,
  after: number | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const search = after === undefined ? "" : `?after=${after}`;
  return openStream(`/api/generations/${generationId}/events${search}`, {}, signal);
}

async function openStream(path: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal, cache: "no-store" });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError(0, undefined, { cause: error });
  }
  if (response.ok && response.body) return response;
  const body = (await response.json().catch(() => undefined)) as FailureBody | undefined;
  throw new ApiError(response.status, body?.error);
}
