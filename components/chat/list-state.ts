import type { ConversationPage, ConversationSummary } from "@/lib/chat/schema";

export interface ListState {
  query: string;
  pinned: readonly ConversationSummary[];
  items: readonly ConversationSummary[];
  nextCursor: string | null;
  /** the first page of what is asked for is on its way */
  loading: boolean;
  loadingMore: boolean;
  failed: boolean;
}

export type ListChange =
  | { type: "asked"; query: string }
  | { type: "answered"; query: string; page: ConversationPage }
  | { type: "failed"; query: string }
  | { type: "moreAsked" }
  | { type: "moreAnswered"; query: string; cursor: string; page: ConversationPage }
  /** a fresh first page: what else is loaded stays below it */
  | { type: "refreshed"; page: ConversationPage }
  | { type: "changed"; conversation: ConversationSummary }
  | { type: "removed"; id: string };

export function listFrom(page: ConversationPage): ListState {
  return {
    query: "",
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
      return { ...state, query: change.query, loading: true, failed: false };
    case "answered":
      return change.query === state.query ? listOf(state.query, change.page) : state;
    case "failed":
      return change.query === state.query ? { ...state, loading: false, loadingMore: false, failed: true } : state;
    case "moreAsked":
      return { ...state, loadingMore: true, failed: false };
    case "moreAnswered": {
      if (change.query !== state.query || change.cursor !== state.nextCursor) return state;
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

function listOf(query: string, page: ConversationPage): ListState {
  return { ...listFrom(page), query };
}

/** What is older than the fresh page's last one is kept as it was; what should be on the page and is not is gone. */
function refreshed(state: ListState, page: ConversationPage): ListState {
  const last = page.items.at(-1);
  if (!last || page.nextCursor === null) return listOf(state.query, page);
  const fresh = new Set([...page.items, ...page.pinned].map(({ id }) => id));
  const below = state.items.filter((item) => !fresh.has(item.id) && isBelow(item, last));
  if (below.length === 0) return listOf(state.query, page);
  return { ...state, pinned: page.pinned, items: [...page.items, ...below], loading: false, failed: false };
}

function isBelow(item: ConversationSummary, last: ConversationSummary): boolean {
  return item.updatedAt < last.updatedAt || (item.updatedAt === last.updatedAt && item.id < last.id);
}

function changed(state: ListState, conversation: ConversationSummary): ListState {
  const known = [...state.pinned, ...state.items].find(({ id }) => id === conversation.id);
  if (!known && state.query) return state;
  const without = reduceList(state, { type: "removed", id: conversation.id });
  if (conversation.pinned) {
    const place = state.pinned.findIndex(({ id }) => id === conversation.id);
    const pinned = place < 0 ? [conversation, ...without.pinned] : without.pinned.toSpliced(place, 0, conversation);
    return { ...without, pinned };
  }
  const place = without.items.findIndex((item) => isBelow(item, conversation));
  const items = without.items.toSpliced(place < 0 ? without.items.length : place, 0, conversation);
  return { ...without, items };
}
