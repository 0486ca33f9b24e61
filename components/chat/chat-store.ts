import type { ChatParameters, Conversation, UpdateConversationInput } from "@/lib/chat/schema";
import { newId } from "@/lib/core";
import { ApiError } from "@/lib/ui";
import { findConversation, listMessages, stopGeneration, updateConversation } from "./api";
import { AttachmentBox } from "./attachments/box";
import { toAttachments, toParts, type AttachmentItem } from "./attachments/item";
import { Batcher } from "./batcher";
import {
  draftIds,
  emptyChat,
  loadedChat,
  reduceChat,
  textOf,
  type ChatChange,
  type ChatState,
  type Problem,
  type Request,
} from "./chat-state";
import { AnswerConnection } from "./connection";
import { tellConversation } from "./conversation-bus";
import { givenIn } from "./given";
import type { ReceivedEvent } from "./read-events";

const settingsPauseMs = 400;
/** what is older than this is read again when one comes back to it */
const freshMs = 5_000;

/** One conversation in the browser, outside of React, so that it outlives the page that shows it. */
export class ChatStore {
  readonly key = newId();
  private state: ChatState;
  private readonly initialState: ChatState;
  private readonly listeners = new Set<() => void>();
  private readonly batcher = new Batcher<ReceivedEvent>((events) => this.change({ type: "received", events }));
  private connection: AnswerConnection | undefined;
  private viewers = 0;
  private unsaved: UpdateConversationInput = {};
  private settingsTimer: ReturnType<typeof setTimeout> | undefined;
  /** when what is shown was read from the server */
  private readAt = performance.now();
  private unsent: string;
  /** what is attached to the next message */
  readonly attachments = new AttachmentBox();
  /** what the last message took along, to be given back if it is refused */
  private sent: readonly AttachmentItem[] = [];
  private readonly draftListeners = new Set<(text: string) => void>();
  private readonly nameListeners = new Set<(id: string) => void>();

  constructor(source: Conversation | NewConversation) {
    this.state = "messages" in source ? loadedChat(source) : newChat(source);
    this.initialState = this.state;
    this.unsent = source.draft;
  }

  /** What is written and not sent. */
  get draft(): string {
    return this.unsent;
  }

  keepDraft(text: string): void {
    this.unsent = text;
  }

  /** Hears when a new conversation has become one. */
  onNamed(listener: (id: string) => void): () => void {
    this.nameListeners.add(listener);
    return () => this.nameListeners.delete(listener);
  }

  /** Hears of text that was sent and comes back. */
  onDraft(listener: (text: string) => void): () => void {
    this.draftListeners.add(listener);
    return () => this.draftListeners.delete(listener);
  }

  readonly getState = (): ChatState => this.state;

  /** What the server drew; parts of the page may wake to it after the first events have come. */
  readonly getInitialState = (): ChatState => this.initialState;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private change(change: ChatChange): void {
    const before = this.state;
    this.state = reduceChat(before, change);
    if (this.state === before) return;
    for (const listener of this.listeners) listener();
    const { id, title, live } = this.state;
    if (id === undefined) return;
    if (before.id === undefined) for (const listener of this.nameListeners) listener(id);
    const isStreaming = live?.generationId !== undefined;
    const wasStreaming = before.live?.generationId !== undefined;
    if (before.id !== id || before.title !== title || isStreaming !== wasStreaming) this.tell();
    if (wasStreaming && !live) tellConversation({ type: "ended", id, first: this.state.messages.length <= 2 });
  }

  private tell(): void {
    const { id, title, modelId, pinned, folderId, archived, live } = this.state;
    if (id === undefined) return;
    const streaming = live?.generationId !== undefined;
    const updatedAt = new Date().toISOString();
    const conversation = { id, title, modelId, pinned, folderId, archived, updatedAt, streaming };
    tellConversation({ type: "changed", conversation });
  }

  /** Shown by one more page: follows the answer under way, and reads anew what may have aged. */
  attach(): () => void {
    this.viewers++;
    if (this.viewers === 1) {
      if (this.state.live && !this.connection) this.followLive();
      else this.onReturn();
      document.addEventListener("visibilitychange", this.onReturn);
    }
    return () => {
      this.viewers--;
      if (this.viewers > 0) return;
      document.removeEventListener("visibilitychange", this.onReturn);
      void this.saveSettings();
      // the answer goes on at the server; a connection that nobody watches would keep others from theirs
      if (this.state.live?.generationId) this.disconnect();
    };
  }

  private readonly onReturn = (): void => {
    if (document.hidden || this.state.live || performance.now() - this.readAt < freshMs) return;
    void this.reload();
  };

  private disconnect(): void {
    this.connection?.close();
    this.connection = undefined;
    this.batcher.flush();
  }

  /** Takes what the server has now. */
  load(conversation: Conversation): void {
    if (this.connection) return;
    this.readAt = performance.now();
    this.change({ type: "loaded", conversation });
    if (this.viewers > 0 && this.state.live) this.followLive();
  }

  async reload(): Promise<void> {
    const { id } = this.state;
    if (id === undefined || this.connection) return;
    try {
      this.load(await findConversation(id));
    } catch (error) {
      if (error instanceof ApiError && error.status !== 0) this.change({ type: "problem", problem: toProblem(error) });
    }
  }

  private connect(): AnswerConnection {
    this.disconnect();
    const connection = new AnswerConnection({
      onEvents: (events) => {
        if (this.connection !== connection) return;
        this.batcher.add(events);
        if (events.some(({ event }) => event.type === "started" || event.type === "ended")) this.batcher.flush();
        if (!this.state.live) this.connection = undefined;
      },
      onState: (state) => {
        if (this.connection === connection && this.state.live) this.change({ type: "connection", connection: state });
      },
      onRefused: (error, asked) => {
        if (this.connection !== connection) return;
        this.connection = undefined;
        this.batcher.flush();
        const question = this.state.messages.find(({ id }) => id === draftIds.user);
        this.change({ type: "refused", problem: toProblem(error) });
        if (question) {
          for (const listener of this.draftListeners) listener(textOf(question));
          this.attachments.set([...this.sent, ...this.attachments.getItems()]);
        }
        // an answer may be under way there, asked for by this request or by another tab
        if (asked || error.status === 404 || error.status === 409) void this.reload();
      },
    });
    this.connection = connection;
    return connection;
  }

  private followLive(): void {
    const { live } = this.state;
    if (!live?.generationId) return;
    void this.connect().follow(live.generationId, live.position);
  }

  private ask(request: Request, items: readonly AttachmentItem[] = []): void {
    if (this.state.live) return;
    this.sent = items;
    const { id, modelId, folderId, systemPrompt, parameters } = this.state;
    this.change({ type: "requested", request, at: new Date().toISOString(), parts: toParts(items) });
    clearTimeout(this.settingsTimer);
    this.unsaved = {};
    void this.connect().ask({
      ...(id ? { conversationId: id } : folderId ? { folderId } : {}),
      // an answer is continued by the model that began it
      ...(request.type === "continue" || !modelId ? {} : { modelId }),
      systemPrompt,
      parameters,
      // for tools that tell the time
      ...(parameters.tools?.length && { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
      requestKey: newId(),
      action: request,
    });
  }

  /** Takes along what is attached. */
  send(text: string, options: { prefix?: string } = {}): void {
    if (this.state.live) return;
    this.question(this.state.messages.at(-1)?.id ?? null, text, this.attachments.take(), options);
  }

  /** What the next answer is to begin with; undefined closes the field for it. */
  setPrefix(prefix: string | undefined): void {
    this.change({ type: "prefix", prefix });
  }

  /** Asks in other words, or with other files: a branch beside the message. */
  resend(messageId: string, text: string, items: readonly AttachmentItem[]): void {
    const message = this.state.messages.find(({ id }) => id === messageId);
    if (message) this.question(message.parentId, text, items);
  }

  private question(
    parentId: string | null,
    text: string,
    items: readonly AttachmentItem[],
    options: { prefix?: string } = {},
  ): void {
    const attachments = toAttachments(items);
    this.ask({ type: "send", parentId, text, ...options, ...(attachments.length > 0 && { attachments }) }, items);
  }

  regenerate(messageId: string, modelId?: string): void {
    if (modelId) this.change({ type: "settings", modelId });
    // Another answer of the same model begins as its person wanted.
    const answer = this.state.messages.find(({ id }) => id === messageId);
    const prefix = answer && answer.modelId === this.state.modelId ? givenIn(answer.parts) : "";
    this.ask({ type: "regenerate", messageId, ...(prefix && { prefix }) });
  }

  continue(messageId: string): void {
    this.ask({ type: "continue", messageId });
  }

  async stop(): Promise<void> {
    const { live } = this.state;
    if (!live?.generationId || live.stopping) return;
    this.change({ type: "stopping" });
    try {
      await stopGeneration(live.generationId);
    } catch (error) {
      this.change({ type: "problem", problem: toProblem(error) });
    }
  }

  async showBranch(messageId: string): Promise<void> {
    const { id } = this.state;
    if (id === undefined || this.state.live) return;
    try {
      await updateConversation(id, { leafId: messageId });
      this.load(await findConversation(id));
    } catch (error) {
      this.change({ type: "problem", problem: toProblem(error) });
    }
  }

  /** @param limit how many messages, where it is not the usual number */
  async loadOlder(limit?: number): Promise<void> {
    const { id, messages, hasOlder, loadingOlder } = this.state;
    const first = messages[0];
    if (id === undefined || !first || !hasOlder || loadingOlder) return;
    this.change({ type: "olderRequested" });
    try {
      const page = await listMessages(id, first.id, limit);
      this.change({ type: "olderLoaded", ...page });
    } catch {
      this.change({ type: "olderFailed" });
    }
  }

  /** Changes what the next answer is made with; saved a moment later. */
  configure(settings: { modelId?: string; systemPrompt?: string; parameters?: ChatParameters }): void {
    this.change({ type: "settings", ...settings });
    this.unsaved = { ...this.unsaved, ...settings };
    clearTimeout(this.settingsTimer);
    this.settingsTimer = setTimeout(() => void this.saveSettings(), settingsPauseMs);
  }

  /** Takes a title that was given elsewhere on the page. */
  rename(title: string): void {
    if (title !== this.state.title) this.change({ type: "settings", title });
  }

  /** Puts the conversation into or out of the archive. @throws what the server answered */
  async place(change: { archived: boolean }): Promise<void> {
    const { id } = this.state;
    if (id === undefined) return;
    await updateConversation(id, change);
    this.placed(change);
  }

  /** Takes what was said elsewhere of its place. */
  placed(change: { archived?: boolean; folderId?: string | null }): void {
    this.change({ type: "settings", ...change });
    this.tell();
  }

  dismissProblem(): void {
    if (this.state.problem) this.change({ type: "problem", problem: undefined });
  }

  private async saveSettings(): Promise<void> {
    clearTimeout(this.settingsTimer);
    const { id } = this.state;
    const change = this.unsaved;
    if (id === undefined || Object.keys(change).length === 0) return;
    this.unsaved = {};
    try {
      await updateConversation(id, change);
    } catch (error) {
      this.change({ type: "problem", problem: toProblem(error) });
    }
  }
}

/** A conversation that is not one yet: what it will start with. */
export interface NewConversation {
  modelId: string;
  draft: string;
  folder?: { id: string; systemPrompt: string } | undefined;
}

function newChat({ modelId, folder }: NewConversation): ChatState {
  const empty = emptyChat(modelId);
  return folder ? { ...empty, folderId: folder.id, systemPrompt: folder.systemPrompt } : empty;
}

export function toProblem(error: unknown): Problem {
  const body = error instanceof ApiError ? error.body : undefined;
  return { code: body?.code, reason: body?.reason, traceId: body?.traceId, requestId: body?.requestId };
}

const open = new Map<string, ChatStore>();
const openLimit = 12;

/** The store of a conversation that was open before in this tab. Text is kept in memory only, and only for a few. */
export function openStore(id: string): ChatStore | undefined {
  return open.get(id);
}

export function keepStore(id: string, store: ChatStore): void {
  open.delete(id);
  open.set(id, store);
  for (const [oldest, other] of open) {
    if (open.size <= openLimit) return;
    if (other !== store) open.delete(oldest);
  }
}

export function forgetStore(id: string): void {
  open.delete(id);
}
