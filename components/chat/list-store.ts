import type { ConversationPage, ConversationSummary } from "@/lib/chat/schema";
import { deleteConversation, listConversations, restoreConversation, updateConversation } from "./api";
import { forgetStore, openStore } from "./chat-store";
import { hearConversations, tellConversation, type ConversationNews } from "./conversation-bus";
import { listFrom, reduceList, type ListChange, type ListState } from "./list-state";

/** while an answer is being made elsewhere, the list looks this often whether it is done */
const watchMs = 4_000;
/** a new conversation's title is written beside its first answer; when to look for it after that */
const titleMs = [1_500, 5_000];
const freshMs = 3_000;

/** The list of conversations in the browser: what is loaded of it, kept up to date. */
export class ListStore {
  private state: ListState;
  private readonly initialState: ListState;
  private readonly listeners = new Set<() => void>();
  private leaving: AbortController | undefined;
  private watch: ReturnType<typeof setTimeout> | undefined;
  private readAt = Date.now();

  constructor(page: ConversationPage) {
    this.state = this.initialState = listFrom(page);
  }

  readonly getState = (): ListState => this.state;

  readonly getInitialState = (): ListState => this.initialState;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private change(change: ListChange): void {
    this.state = reduceList(this.state, change);
    for (const listener of this.listeners) listener();
    this.keepWatch();
  }

  /** Follows what other tabs and devices do, while it is shown. */
  attach(): () => void {
    const stopHearing = hearConversations(this.hear);
    addEventListener("focus", this.onReturn);
    document.addEventListener("visibilitychange", this.onReturn);
    this.keepWatch();
    return () => {
      stopHearing();
      removeEventListener("focus", this.onReturn);
      document.removeEventListener("visibilitychange", this.onReturn);
      clearTimeout(this.watch);
      this.watch = undefined;
    };
  }

  private readonly hear = (news: ConversationNews): void => {
    if (news.type === "changed") this.change({ type: "changed", conversation: news.conversation });
    else if (news.type === "deleted") this.change({ type: "removed", id: news.id });
    else if (news.type === "restored") void this.refresh();
    else if (news.first) for (const delayMs of titleMs) setTimeout(() => void this.refreshTitle(news.id), delayMs);
  };

  private find(id: string): ConversationSummary | undefined {
    return [...this.state.pinned, ...this.state.items].find((each) => each.id === id);
  }

  private async refreshTitle(id: string): Promise<void> {
    await this.refresh();
    const title = this.find(id)?.title;
    if (title) openStore(id)?.rename(title);
  }

  private readonly onReturn = (): void => {
    if (document.visibilityState === "visible" && Date.now() - this.readAt > freshMs) void this.refresh();
  };

  private keepWatch(): void {
    const answering = [...this.state.pinned, ...this.state.items].some(({ streaming }) => streaming);
    if (!answering || this.watch !== undefined || this.listeners.size === 0) return;
    this.watch = setTimeout(() => {
      this.watch = undefined;
      if (document.visibilityState === "visible") void this.refresh();
      else this.keepWatch();
    }, watchMs);
  }

  async refresh(): Promise<void> {
    const { query } = this.state;
    this.readAt = Date.now();
    try {
      const page = await listConversations({ query });
      if (query === this.state.query) this.change({ type: "refreshed", page });
    } catch {
      // what is shown stays; the next look may succeed
      this.keepWatch();
    }
  }

  async search(query: string): Promise<void> {
    this.leaving?.abort();
    const leaving = (this.leaving = new AbortController());
    this.change({ type: "asked", query });
    try {
      this.change({ type: "answered", query, page: await listConversations({ query }, leaving.signal) });
    } catch {
      if (!leaving.signal.aborted) this.change({ type: "failed", query });
    }
  }

  async loadMore(): Promise<void> {
    const { nextCursor: cursor, query, loadingMore, loading } = this.state;
    if (cursor === null || loadingMore || loading) return;
    this.change({ type: "moreAsked" });
    try {
      this.change({ type: "moreAnswered", query, cursor, page: await listConversations({ cursor, query }) });
    } catch {
      this.change({ type: "failed", query });
    }
  }

  /** Shows the change at once, and takes it back if the server does not. @throws what the server answered */
  async update(conversation: ConversationSummary, change: { title?: string; pinned?: boolean }): Promise<void> {
    this.change({ type: "changed", conversation: { ...conversation, ...change } });
    if (change.title !== undefined) openStore(conversation.id)?.rename(change.title);
    try {
      await updateConversation(conversation.id, change);
    } catch (error) {
      this.change({ type: "changed", conversation });
      if (change.title !== undefined) openStore(conversation.id)?.rename(conversation.title);
      throw error;
    }
  }

  /** @throws what the server answered; the conversation is in the list again then */
  async delete(conversation: ConversationSummary): Promise<void> {
    tellConversation({ type: "deleted", id: conversation.id });
    try {
      await deleteConversation(conversation.id);
      forgetStore(conversation.id);
    } catch (error) {
      this.change({ type: "changed", conversation });
      throw error;
    }
  }

  /** @throws what the server answered */
  async restore(conversation: ConversationSummary): Promise<void> {
    await restoreConversation(conversation.id);
    this.change({ type: "changed", conversation });
    tellConversation({ type: "restored", id: conversation.id });
  }
}
