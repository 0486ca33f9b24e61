import type { OwnTool, OwnToolServer, ToolInput, ToolServerInput, ToolSummary, TriedTool } from "@/lib/tools/schema";
import { request } from "@/lib/ui";

/** The tools' own calls of the API. */

export async function listTools(): Promise<ToolSummary[]> {
  return (await request<{ tools: ToolSummary[] }>("GET", "/api/tools")).tools;
}

export async function decideCall(generationId: string, callId: string, allow: boolean): Promise<void> {
  await request("POST", `/api/generations/${generationId}/consent`, { callId, allow });
}

/** @param id of the one that is changed; undefined: a new one */
export async function saveTool(id: string | undefined, { shared, ...tool }: ToolInput): Promise<OwnTool> {
  const saved = id
    ? await request<{ tool: OwnTool }>("PATCH", `/api/tools/own/${id}`, tool)
    : await request<{ tool: OwnTool }>("POST", "/api/tools/own", { ...tool, shared });
  return saved.tool;
}

export async function deleteTool(id: string): Promise<void> {
  await request("DELETE", `/api/tools/own/${id}`);
}

export async function tryTool(
  id: string | undefined,
  { shared: _, ...tool }: ToolInput,
  text: string,
): Promise<TriedTool> {
  const body = { ...(id !== undefined && { id }), tool, arguments: text };
  return (await request<{ result: TriedTool }>("POST", "/api/tools/try", body)).result;
}

export async function saveServer(
  id: string | undefined,
  { shared, ...server }: ToolServerInput,
): Promise<OwnToolServer> {
  const saved = id
    ? await request<{ server: OwnToolServer }>("PATCH", `/api/tools/servers/${id}`, server)
    : await request<{ server: OwnToolServer }>("POST", "/api/tools/servers", { ...server, shared });
  return saved.server;
}

export async function refreshServer(id: string): Promise<OwnToolServer> {
  return (await request<{ server: OwnToolServer }>("POST", `/api/tools/servers/${id}/refresh`)).server;
}

export async function deleteServer(id: string): Promise<void> {
  await request("DELETE", `/api/tools/servers/${id}`);
}

export async function setToolSteps(steps: number | null): Promise<void> {
  await request("PUT", "/api/admin/tools/steps", { steps });
}

export async function setWeatherKey(key: string | null): Promise<void> {
  await request("PUT", "/api/admin/tools/weather", { key });
}
