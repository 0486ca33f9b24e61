import type { Creation, CreationKind, CreationPage } from "@/lib/creations/schema";
import { request } from "@/lib/ui";

/** What the studios ask of creations and their results, each call in one place. */

export async function listCreations(kind: CreationKind, before?: string, limit = 20): Promise<CreationPage> {
  const search = new URLSearchParams({ kind, limit: String(limit), ...(before && { before }) });
  return request("GET", `/api/creations?${search}`);
}

export async function findCreation(id: string): Promise<Creation> {
  const { creation } = await request<{ creation: Creation }>("GET", `/api/creations/${id}`);
  return creation;
}

/** Cancels what still waits: one call, or all of the creation's. */
export async function cancelCreation(id: string, callId?: string): Promise<Creation> {
  const { creation } = await request<{ creation: Creation }>("POST", `/api/creations/${id}/cancel`, {
    ...(callId && { callId }),
  });
  return creation;
}

/** Takes it out of the studio's list. What came of it stays in the library. */
export async function hideCreation(id: string): Promise<void> {
  await request("DELETE", `/api/creations/${id}`, undefined, { keepalive: true });
}

export async function setFavourite(assetId: string, favourite: boolean): Promise<void> {
  await request("PATCH", `/api/library/${assetId}`, { favourite });
}

export async function trashResult(assetId: string): Promise<void> {
  await request("POST", "/api/library/trash", { ids: [assetId] });
}

export async function restoreResult(assetId: string): Promise<void> {
  await request("POST", "/api/library/restore", { ids: [assetId] });
}
