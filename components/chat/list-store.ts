import type { Arrangement, ConversationPage, ConversationSummary } from "@/lib/chat/schema";
import { deleteConversation, listConversations, restoreConversation, updateConversation } from "./api";
import { forgetStore, openStore } from "./chat-store";
import { hearConversations, tellConversation, type ConversationNews } from "./conversation-bus";
import { listFrom, reduceList, type Asked, type ListChange, type ListState } from "./list-state";

/** while an answer is being made elsewhere, the list looks this often whether it is done */
const watchMs = 4_000;
/** a new conversation's title is written beside its first answer; when to look for it after that */
const titleMs = [1_500, 5_000];
const freshMs = 3_000;

/** A folder as the list shows it. */
export interface FolderName {
  id: string;
  name: string;
}

/** The list of conversations in the browser: what is loaded of it, kept up to date. */
export class ListStore {
  private state: ListState;
  private readonly initialState: ListState;
  private readonly listeners = new Set<() => void>();
  private leaving: AbortController | undefined;
  private watch: ReturnType<typeof setTimeout> | undefined;
  private readAt = Date.now();

  private folders: readonly FolderName[];

  constructor(page: ConversationPage, folders: readonly FolderName[] = []) {
    this.state = this.initialState = listFrom(page);
    this.folders = folders;
  }

  readonly getFolders = (): readonly FolderName[] => this.folders;

  /** Takes a folder that was made or renamed. */
  changeFolder({ id, name }: FolderName): void {
    const others = this.folders.filter((folder) => folder.id !== id);
    this.folders = [...others, { id, name }].sort((first, second) => (first.name < second.name ? -1 : 1));
    for (const listener of this.listeners) listener();
  }

  /** Takes away a folder that is gone; what was in it stands in the list. */
  removeFolder(id: string): void {
    this.folders = this.folders.filter((folder) => folder.id !== id);
    for (const listener of this.listeners) listener();
    if (this.state.folderId === id) void this.show(undefined);
    else void this.refresh();
  }

  /** Lists the conversations of a folder, or those in none. */
  async show(folderId: string | undefined): Promise<void> {
    if (folderId !== this.state.folderId) await this.ask({ query: "", folderId });
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
    const { query, folderId } = this.state;
    this.readAt = Date.now();
    try {
      const page = await listConversations({ query, folderId });
      if (query === this.state.query && folderId === this.state.folderId) this.change({ type: "refreshed", page });
    } catch {
      // what is shown stays; the next look may succeed
      this.keepWatch();
    }
  }

  async search(query: string): Promise<void> {
    await this.ask({ query, folderId: this.state.folderId });
  }

  private async ask(asked: Asked): Promise<void> {
    this.leaving?.abort();
    const leaving = (this.leaving = new AbortController());
    this.change({ type: "asked", ...asked });
    try {
      this.change({ type: "answered", ...asked, page: await listConversations(asked, leaving.signal) });
    } catch {
      if (!leaving.signal.aborted) this.change({ type: "failed", ...asked });
    }
  }

  async loadMore(): Promise<void> {
    const { nextCursor: cursor, query, folderId, loadingMore, loading } = this.state;
    if (cursor === null || loadingMore || loading) return;
    this.change({ type: "moreAsked" });
    try {
      const page = await listConversations({ cursor, query, folderId });
      this.change({ type: "moreAnswered", query, folderId, cursor, page });
    } catch {
      this.change({ type: "failed", query, folderId });
    }
  }

  /** Shows the change at once, and takes it back if the server does not. @throws what the server answered */
  async update(
    conversation: ConversationSummary,
    change: { title?: string; pinned?: boolean; archived?: boolean },
  ): Promise<void> {
    this.change({ type: "changed", conversation: { ...conversation, ...change } });
    if (change.title !== undefined) openStore(conversation.id)?.rename(change.title);
    if (change.archived !== undefined) openStore(conversation.id)?.placed({ archived: change.archived });
    try {
      await updateConversation(conversation.id, change);
    } catch (error) {
      this.change({ type: "changed", conversation });
      if (change.title !== undefined) openStore(conversation.id)?.rename(conversation.title);
      throw error;
    }
  }

  /** Takes what was done with several at once. */
  arranged(ids: readonly string[], action: Arrangement): void {
    const leaves = action.type === "delete" || action.type === "archive" || action.type === "move";
    for (const id of ids) {
      if (action.type === "delete") tellConversation({ type: "deleted", id });
      else if (leaves) this.change({ type: "removed", id });
      if (action.type === "move") openStore(id)?.placed({ folderId: action.folderId });
      if (action.type === "archive" || action.type === "unarchive") {
        openStore(id)?.placed({ archived: action.type === "archive" });
      }
    }
    void this.refresh();
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
