import type {
  Arrangement,
  ConversationPage,
  CreateShareInput,
  Folder,
  SearchPage,
  SharePage,
  ShareSummary,
  UpdateFolderInput,
} from "@/lib/chat/schema";
import type { Prompt, PromptPage } from "@/lib/prompts/schema";
import { request } from "@/lib/ui";

/** Calls of the API for finding and keeping conversations, each in one place. */

export async function listFolders(): Promise<Folder[]> {
  return (await request<{ folders: Folder[] }>("GET", "/api/folders")).folders;
}

export async function createFolder(folder: Omit<Folder, "id">): Promise<Folder> {
  return (await request<{ folder: Folder }>("POST", "/api/folders", folder)).folder;
}

export async function updateFolder(id: string, change: UpdateFolderInput): Promise<Folder> {
  return (await request<{ folder: Folder }>("PATCH", `/api/folders/${id}`, change)).folder;
}

export async function deleteFolder(id: string): Promise<void> {
  await request("DELETE", `/api/folders/${id}`);
}

export async function arrange(ids: readonly string[], action: Arrangement): Promise<string[]> {
  return (await request<{ ids: string[] }>("POST", "/api/conversations/arrange", { ids, action })).ids;
}

export async function listArchive(cursor: string): Promise<ConversationPage> {
  return request("GET", `/api/conversations?archived=true&cursor=${encodeURIComponent(cursor)}`);
}

export async function search(query: string, cursor: string | null, signal: AbortSignal): Promise<SearchPage> {
  const parameters = new URLSearchParams({ query, ...(cursor && { cursor }) });
  return request("GET", `/api/search?${parameters}`, undefined, { signal });
}

export async function listPrompts(cursor?: string): Promise<PromptPage> {
  return request("GET", `/api/prompts${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`);
}

/** Without an id it is made. */
export async function savePrompt(
  id: string | undefined,
  prompt: Pick<Prompt, "name" | "text" | "shared">,
): Promise<Prompt> {
  const method = id === undefined ? "POST" : "PATCH";
  const path = id === undefined ? "/api/prompts" : `/api/prompts/${id}`;
  return (await request<{ prompt: Prompt }>(method, path, prompt)).prompt;
}

export async function deletePrompt(id: string): Promise<void> {
  await request("DELETE", `/api/prompts/${id}`);
}

export async function createShare(input: CreateShareInput): Promise<{ share: ShareSummary; url: string }> {
  return request("POST", "/api/shares", input);
}

export async function listShares(cursor: string): Promise<SharePage> {
  return request("GET", `/api/shares?cursor=${encodeURIComponent(cursor)}`);
}

export async function revokeShare(id: string): Promise<ShareSummary> {
  return (await request<{ share: ShareSummary }>("DELETE", `/api/shares/${id}`)).share;
}

/** Lets the browser fetch a file; the page stays. */
export function download(format: "json" | "markdown", ids: readonly string[]): void {
  const link = document.createElement("a");
  link.href = `/api/conversations/export?format=${format}&ids=${ids.join(",")}`;
  link.download = "";
  link.click();
}
