import type { ConversationPage, ConversationSummary } from "@/lib/chat/schema";

export interface ListState {
  query: string;
  /** only those of this folder */
  folderId: string | undefined;
  pinned: readonly ConversationSummary[];
  items: readonly ConversationSummary[];
  nextCursor: string | null;
  /** the first page of what is asked for is on its way */
  loading: boolean;
  loadingMore: boolean;
  failed: boolean;
}

/** What is listed. */
export interface Asked {
  query: string;
  folderId?: string | undefined;
}

export type ListChange =
  | ({ type: "asked" } & Asked)
  | ({ type: "answered"; page: ConversationPage } & Asked)
  | ({ type: "failed" } & Asked)
  | { type: "moreAsked" }
  | ({ type: "moreAnswered"; cursor: string; page: ConversationPage } & Asked)
  /** a fresh first page: what else is loaded stays below it */
  | { type: "refreshed"; page: ConversationPage }
  | { type: "changed"; conversation: ConversationSummary }
  | { type: "removed"; id: string };

export function listFrom(page: ConversationPage): ListState {
  return {
    query: "",
    folderId: undefined,
    pinned: page.pinned,
    items: page.items,
    nextCursor: page.nextCursor,
    loading: false,
    loadingMore: false,
    failed: false,
  };
}

/** The list of conversations after one change. Answers to questions that are no longer asked are dropped. */
export function reduceList(state: ListState, change: ListChange): ListState {
  switch (change.type) {
    case "asked":
      return {
        ...state,
        query: change.query,
        folderId: change.folderId,
        // what another folder holds is not shown as this one's
        ...(change.folderId !== state.folderId && { pinned: [], items: [], nextCursor: null }),
        loading: true,
        failed: false,
      };
    case "answered":
      return isAsked(state, change) ? listOf(state, change.page) : state;
    case "failed":
      return isAsked(state, change) ? { ...state, loading: false, loadingMore: false, failed: true } : state;
    case "moreAsked":
      return { ...state, loadingMore: true, failed: false };
    case "moreAnswered": {
      if (!isAsked(state, change) || change.cursor !== state.nextCursor) return state;
      const known = new Set(state.items.map(({ id }) => id));
      const items = [...state.items, ...change.page.items.filter(({ id }) => !known.has(id))];
      return { ...state, items, nextCursor: change.page.nextCursor, loadingMore: false };
    }
    case "refreshed":
      return refreshed(state, change.page);
    case "changed":
      return changed(state, change.conversation);
    case "removed":
      return {
        ...state,
        pinned: state.pinned.filter(({ id }) => id !== change.id),
        items: state.items.filter(({ id }) => id !== change.id),
      };
  }
}

function listOf({ query, folderId }: Asked, page: ConversationPage): ListState {
  return { ...listFrom(page), query, folderId };
}

function isAsked(state: ListState, { query, folderId }: Asked): boolean {
  return query === state.query && folderId === state.folderId;
}

/** Whether a conversation stands in what is listed, as far as its place decides it. */
function belongs({ query, folderId }: ListState, conversation: ConversationSummary): boolean {
  if (conversation.archived) return false;
  if (folderId !== undefined) return conversation.folderId === folderId;
  return query !== "" || conversation.pinned || conversation.folderId === null;
}

/** What is older than the fresh page's last one is kept as it was; what should be on the page and is not is gone. */
function refreshed(state: ListState, page: ConversationPage): ListState {
  const last = page.items.at(-1);
  if (!last || page.nextCursor === null) return listOf(state, page);
  const fresh = new Set([...page.items, ...page.pinned].map(({ id }) => id));
  const below = state.items.filter((item) => !fresh.has(item.id) && isBelow(item, last));
  if (below.length === 0) return listOf(state, page);
  return { ...state, pinned: page.pinned, items: [...page.items, ...below], loading: false, failed: false };
}

function isBelow(item: ConversationSummary, last: ConversationSummary): boolean {
  return item.updatedAt < last.updatedAt || (item.updatedAt === last.updatedAt && item.id < last.id);
}

function changed(state: ListState, conversation: ConversationSummary): ListState {
  const known = [...state.pinned, ...state.items].find(({ id }) => id === conversation.id);
  if (!known && state.query) return state;
  const without = reduceList(state, { type: "removed", id: conversation.id });
  if (!belongs(state, conversation)) return without;
  if (conversation.pinned) {
    const place = state.pinned.findIndex(({ id }) => id === conversation.id);
    const pinned = place < 0 ? [conversation, ...without.pinned] : without.pinned.toSpliced(place, 0, conversation);
    return { ...without, pinned };
  }
  const place = without.items.findIndex((item) => isBelow(item, conversation));
  const items = without.items.toSpliced(place < 0 ? without.items.length : place, 0, conversation);
  return { ...without, items };
}
