import type {
  ChangedItems,
  ItemDetails,
  ItemShare,
  ItemSharePage,
  LibraryItem,
  LibraryModel,
  LibraryPage,
  ShareItemInput,
  UpdateItemInput,
} from "@/lib/library/schema";
import { mostItems } from "@/lib/library/schema";
import type { StorageUse } from "@/lib/storage/schema";
import { request } from "@/lib/ui";
import { queryOf, type Filters } from "./filters";

/** What the library asks of the server, each call in one place. */

const pageSize = "100";

export async function listItems(filters: Filters, cursor?: string, signal?: AbortSignal): Promise<LibraryPage> {
  const query = new URLSearchParams({ ...queryOf(filters), limit: pageSize, ...(cursor && { cursor }) });
  return request("GET", `/api/library?${query}`, undefined, signal ? { signal } : {});
}

export async function listLibraryModels(): Promise<LibraryModel[]> {
  return (await request<{ models: LibraryModel[] }>("GET", "/api/library/models")).models;
}

export async function readUse(): Promise<StorageUse> {
  return (await request<{ use: StorageUse }>("GET", "/api/library/use")).use;
}

export async function findItem(id: string, signal: AbortSignal): Promise<ItemDetails> {
  return (await request<{ details: ItemDetails }>("GET", `/api/library/${id}`, undefined, { signal })).details;
}

export async function updateItem(id: string, change: UpdateItemInput): Promise<LibraryItem> {
  return (await request<{ item: LibraryItem }>("PATCH", `/api/library/${id}`, change)).item;
}

export type BulkAction = "trash" | "restore" | "delete";

/** @returns the ids that were changed */
export async function act(action: BulkAction, ids: readonly string[]): Promise<string[]> {
  return inPortions(ids, (portion) => request("POST", `/api/library/${action}`, { ids: portion }));
}

export async function markFavourite(ids: readonly string[], favourite: boolean): Promise<string[]> {
  return inPortions(ids, (portion) => request("POST", "/api/library/favourite", { ids: portion, favourite }));
}

export async function emptyTrash(): Promise<number> {
  return (await request<{ count: number }>("POST", "/api/library/empty-trash")).count;
}

/** The address of an archive of these items. */
export async function zipAddress(ids: readonly string[]): Promise<string> {
  const { selection } = await request<{ selection: string }>("POST", "/api/library/zip", { ids });
  return `/api/library/zip?selection=${selection}`;
}

export async function shareItem(input: ShareItemInput): Promise<{ share: ItemShare; url: string }> {
  return request("POST", "/api/library/shares", input);
}

export async function listItemShares(cursor: string): Promise<ItemSharePage> {
  return request("GET", `/api/library/shares?${new URLSearchParams({ cursor })}`);
}

export async function revokeItemShare(id: string): Promise<ItemShare> {
  return (await request<{ share: ItemShare }>("DELETE", `/api/library/shares/${id}`)).share;
}

async function inPortions(ids: readonly string[], send: (ids: string[]) => Promise<ChangedItems>): Promise<string[]> {
  const done: string[] = [];
  for (let from = 0; from < ids.length; from += mostItems) {
    done.push(...(await send(ids.slice(from, from + mostItems))).ids);
  }
  return done;
}
