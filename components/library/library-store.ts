import type { LibraryItem, LibraryPage } from "@/lib/library/schema";
import { listItems } from "./api";
import { dayOf } from "./days";
import { addressOf, type Filters } from "./filters";

export interface LibraryState {
  items: readonly LibraryItem[];
  /** of each item, its day in the reader's calendar */
  days: readonly string[];
  /** nothing of these filters is there yet */
  loading: boolean;
  loadingMore: boolean;
  failed: boolean;
  hasMore: boolean;
}

/** What is loaded of the library, outside of React: pages are added at the end, changes are made in place. */
export class LibraryStore {
  private state: LibraryState = {
    items: [],
    days: [],
    loading: true,
    loadingMore: false,
    failed: false,
    hasMore: false,
  };
  private filters: Filters;
  private cursor: string | null = null;
  private under = new AbortController();
  /** the server was asked for what is shown, or has sent it along with the page */
  private asked = false;
  /** what has come, so that nothing comes twice */
  private readonly known = new Set<string>();
  private readonly listeners = new Set<() => void>();

  constructor(filters: Filters, page?: LibraryPage) {
    this.filters = filters;
    if (page) {
      this.asked = true;
      this.take([], page);
    }
  }

  readonly getState = (): LibraryState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Shows what fits these filters; what is shown already stays. */
  async show(filters: Filters): Promise<void> {
    if (this.asked && !this.state.failed && addressOf(filters) === addressOf(this.filters)) return;
    await this.load(filters);
  }

  async reload(): Promise<void> {
    await this.load(this.filters);
  }

  async more(): Promise<void> {
    const { loading, loadingMore, failed, hasMore } = this.state;
    if (loading || loadingMore || failed || !hasMore || this.cursor === null) return;
    await this.fetchMore(this.cursor);
  }

  /** Another try where more could not be loaded. */
  async again(): Promise<void> {
    if (this.cursor === null || this.state.items.length === 0) return this.reload();
    await this.fetchMore(this.cursor);
  }

  /** Changes the items named; undefined takes one out. @returns a function that takes the change back */
  change(ids: ReadonlySet<string>, change: (item: LibraryItem) => LibraryItem | undefined): () => void {
    const before = new Map<string, { item: LibraryItem; day: string }>();
    this.state.items.forEach((item, index) => {
      if (ids.has(item.id)) before.set(item.id, { item, day: this.state.days[index]! });
    });
    const items: LibraryItem[] = [];
    const days: string[] = [];
    this.state.items.forEach((item, index) => {
      const next = ids.has(item.id) ? change(item) : item;
      if (!next) return;
      items.push(next);
      days.push(this.state.days[index]!);
    });
    this.set({ items, days });
    return () => this.putBack(before);
  }

  /** Items that were taken out, at their places; those that are there as they were. */
  private putBack(before: ReadonlyMap<string, { item: LibraryItem; day: string }>): void {
    const kept = this.state.items.filter(({ id }) => !before.has(id));
    const items = [...kept, ...[...before.values()].map(({ item }) => item)].sort(newestFirst(this.filters));
    this.set({ items, days: items.map((item) => dayOf(momentOf(item, this.filters))) });
  }

  private async load(filters: Filters): Promise<void> {
    this.under.abort();
    const own = (this.under = new AbortController());
    this.asked = true;
    this.filters = filters;
    this.cursor = null;
    this.set({ items: [], days: [], loading: true, loadingMore: false, failed: false, hasMore: false });
    try {
      const page = await listItems(filters, undefined, own.signal);
      if (!own.signal.aborted) this.take([], page);
    } catch {
      if (!own.signal.aborted) this.set({ loading: false, failed: true });
    }
  }

  private async fetchMore(cursor: string): Promise<void> {
    const own = this.under;
    this.set({ loadingMore: true, failed: false });
    try {
      const page = await listItems(this.filters, cursor, own.signal);
      if (!own.signal.aborted) this.take(this.state.items, page);
    } catch {
      if (!own.signal.aborted) this.set({ loadingMore: false, failed: true });
    }
  }

  private take(before: readonly LibraryItem[], { items, nextCursor }: LibraryPage): void {
    if (before.length === 0) this.known.clear();
    const added = items.filter(({ id }) => !this.known.has(id));
    for (const { id } of added) this.known.add(id);
    this.cursor = nextCursor;
    this.set({
      items: [...before, ...added],
      days: [
        ...(before.length > 0 ? this.state.days : []),
        ...added.map((item) => dayOf(momentOf(item, this.filters))),
      ],
      loading: false,
      loadingMore: false,
      failed: false,
      hasMore: nextCursor !== null,
    });
  }

  private set(change: Partial<LibraryState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** The moment an item stands at in the list. */
function momentOf(item: LibraryItem, { trash }: Filters): string {
  return (trash && item.trashedAt) || item.createdAt;
}

function newestFirst(filters: Filters) {
  return (one: LibraryItem, other: LibraryItem) =>
    compare(momentOf(other, filters), momentOf(one, filters)) || compare(other.id, one.id);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
