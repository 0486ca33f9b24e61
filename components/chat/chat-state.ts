import type {
  Attachment,
  ChatParameters,
  Conversation,
  ConversationSummary,
  GenerationEvent,
  Message,
  MessagePart,
  ToolPart,
} from "@/lib/chat/schema";
import type { ReceivedEvent } from "./read-events";

/** What went wrong with a request, as the server said it. `code` is absent where no answer came. */
export interface Problem {
  code: string | undefined;
  reason?: string | undefined;
  traceId?: string | undefined;
  requestId?: string | undefined;
}

export type Connection = "connecting" | "open" | "waiting";

/** The answer that is being made. */
export interface Live {
  messageId: string;
  /** unknown until the server has said what it wrote */
  generationId: string | undefined;
  /** the log's position that has been read, to go on from */
  position: number | undefined;
  connection: Connection;
  /** a person asked for the end */
  stopping: boolean;
}

export interface ChatState {
  /** undefined until the first message of a new conversation was taken */
  id: string | undefined;
  title: string;
  modelId: string;
  systemPrompt: string;
  parameters: ChatParameters;
  /** what the next answer is to begin with; undefined: nothing, and no field for it is open */
  prefix: string | undefined;
  pinned: boolean;
  /** where it is, or where a new one will be */
  folderId: string | null;
  archived: boolean;
  /** the branch on screen, oldest first; it may begin in the middle */
  messages: readonly Message[];
  hasOlder: boolean;
  loadingOlder: boolean;
  contextTokens: number;
  live: Live | undefined;
  /** the messages before the last request, to return to if it is refused */
  before: readonly Message[] | undefined;
  /** what the answer was to begin with that the last request asked for, to return to if it is refused */
  prefixBefore: string | undefined;
  problem: Problem | undefined;
}

export type Request =
  | { type: "send"; parentId: string | null; text: string; attachments?: Attachment[]; prefix?: string }
  | { type: "regenerate"; messageId: string; prefix?: string }
  | { type: "continue"; messageId: string };

export type ChatChange =
  /** `parts`: what is attached to a question, as it looks until the server has answered */
  | { type: "requested"; request: Request; at: string; parts?: readonly MessagePart[] }
  | { type: "received"; events: readonly ReceivedEvent[] }
  | { type: "connection"; connection: Connection }
  | { type: "stopping" }
  | { type: "prefix"; prefix: string | undefined }
  | { type: "refused"; problem: Problem }
  | { type: "problem"; problem: Problem | undefined }
  | { type: "loaded"; conversation: Conversation }
  | { type: "olderRequested" }
  | { type: "olderLoaded"; messages: readonly Message[]; hasOlder: boolean }
  | { type: "olderFailed" }
  | {
      type: "settings";
      modelId?: string;
      systemPrompt?: string;
      parameters?: ChatParameters;
      title?: string;
      pinned?: boolean;
      folderId?: string | null;
      archived?: boolean;
    };

/** ids of messages that the server has not named yet */
export const draftIds = { user: "draft-question", assistant: "draft-answer" } as const;

export function emptyChat(modelId: string): ChatState {
  return {
    id: undefined,
    title: "",
    modelId,
    systemPrompt: "",
    parameters: {},
    prefix: undefined,
    pinned: false,
    folderId: null,
    archived: false,
    messages: [],
    hasOlder: false,
    loadingOlder: false,
    contextTokens: 0,
    live: undefined,
    before: undefined,
    prefixBefore: undefined,
    problem: undefined,
  };
}

export function loadedChat(conversation: Conversation): ChatState {
  return reduceChat(emptyChat(conversation.modelId), { type: "loaded", conversation });
}

/** The chat after one change. Pure: every timer, request and store stands around it. */
export function reduceChat(state: ChatState, change: ChatChange): ChatState {
  switch (change.type) {
    case "requested":
      return requested(state, change.request, change.at, change.parts ?? []);
    case "received":
      return change.events.reduce(receive, state);
    case "connection":
      return state.live ? { ...state, live: { ...state.live, connection: change.connection } } : state;
    case "stopping":
      return state.live ? { ...state, live: { ...state.live, stopping: true } } : state;
    case "refused":
      return {
        ...state,
        messages: state.before ?? state.messages,
        before: undefined,
        live: undefined,
        prefix: state.prefix ?? state.prefixBefore,
        prefixBefore: undefined,
        problem: change.problem,
      };
    case "prefix":
      return { ...state, prefix: change.prefix };
    case "problem":
      return { ...state, problem: change.problem };
    case "loaded":
      return loaded(state, change.conversation);
    case "olderRequested":
      return { ...state, loadingOlder: true };
    case "olderLoaded": {
      const known = new Set(state.messages.map(({ id }) => id));
      const older = change.messages.filter(({ id }) => !known.has(id));
      return { ...state, messages: [...older, ...state.messages], hasOlder: change.hasOlder, loadingOlder: false };
    }
    case "olderFailed":
      return { ...state, loadingOlder: false };
    case "settings": {
      const { type: _, ...settings } = change;
      return { ...state, ...settings };
    }
  }
}

function requested(state: ChatState, request: Request, at: string, parts: readonly MessagePart[]): ChatState {
  const { messages } = state;
  const common = { before: messages, problem: undefined };
  if (request.type === "continue") {
    return {
      ...state,
      ...common,
      live: liveFor(request.messageId, undefined),
      messages: messages.map((message) =>
        message.id === request.messageId ? { ...message, state: "streaming", failure: null } : message,
      ),
    };
  }
  if (request.type === "regenerate") {
    const index = messages.findIndex(({ id }) => id === request.messageId);
    const answered = messages[index];
    const kept = messages.slice(0, Math.max(0, index));
    return {
      ...state,
      ...common,
      live: liveFor(draftIds.assistant, undefined),
      messages: [
        ...kept,
        draftAnswer(state.modelId, answered?.parentId ?? null, at, request.prefix, answered?.siblings),
      ],
    };
  }
  const parent = messages.findIndex(({ id }) => id === request.parentId);
  const replaced = messages[parent + 1];
  const question: Message = {
    id: draftIds.user,
    parentId: request.parentId,
    role: "user",
    state: "complete",
    parts: [...parts, { type: "text", text: request.text }],
    modelId: null,
    receipt: null,
    failure: null,
    generationId: null,
    siblings: [...(replaced?.siblings ?? []), draftIds.user],
    createdAt: at,
  };
  return {
    ...state,
    ...common,
    live: liveFor(draftIds.assistant, undefined),
    ...(request.prefix !== undefined && { prefix: undefined, prefixBefore: request.prefix }),
    messages: [
      ...messages.slice(0, parent + 1),
      question,
      draftAnswer(state.modelId, draftIds.user, at, request.prefix),
    ],
  };
}

function liveFor(messageId: string, generationId: string | undefined): Live {
  return { messageId, generationId, position: undefined, connection: "connecting", stopping: false };
}

function draftAnswer(
  modelId: string,
  parentId: string | null,
  at: string,
  prefix: string | undefined,
  siblings: readonly string[] = [],
): Message {
  return {
    id: draftIds.assistant,
    parentId,
    role: "assistant",
    state: "streaming",
    parts: prefix === undefined ? [] : [{ type: "text", text: prefix, given: prefix.length }],
    modelId,
    receipt: null,
    failure: null,
    generationId: null,
    siblings: [...siblings, draftIds.assistant],
    createdAt: at,
  };
}

function receive(state: ChatState, { id, event }: ReceivedEvent): ChatState {
  const next = apply(state, event);
  if (id === undefined || !next.live) return next;
  return { ...next, live: { ...next.live, position: id } };
}

function apply(state: ChatState, event: GenerationEvent): ChatState {
  switch (event.type) {
    case "started":
      return started(state, event);
    case "snapshot":
      return changeLive(state, (message) => ({ ...message, parts: event.parts }));
    case "reasoning":
    case "text":
      return changeLive(state, (message) => ({ ...message, parts: joinDelta(message.parts, event.type, event.text) }));
    case "tool":
      return changeLive(state, (message) => ({ ...message, parts: putTool(message.parts, event.part) }));
    case "tool_arguments":
      return changeLive(state, (message) => ({ ...message, parts: addArguments(message.parts, event.id, event.text) }));
    case "title":
      return { ...state, title: event.title };
    case "ended": {
      const { receipt } = event.message;
      return {
        ...state,
        messages: state.messages.map((message) => (message.id === event.message.id ? event.message : message)),
        contextTokens: receipt?.contextTokens ?? state.contextTokens,
        live: undefined,
        before: undefined,
      };
    }
  }
}

function started(state: ChatState, event: Extract<GenerationEvent, { type: "started" }>): ChatState {
  const { conversation, userMessage, message, generationId } = event;
  const messages = state.messages.map((shown) => {
    if (shown.id === draftIds.user && userMessage) return userMessage;
    if (shown.id === draftIds.assistant || shown.id === message.id) return message;
    return shown;
  });
  return {
    ...withSummary(state, conversation),
    messages,
    before: undefined,
    prefixBefore: undefined,
    live: { ...liveFor(message.id, generationId), connection: "open", stopping: state.live?.stopping ?? false },
  };
}

function withSummary(state: ChatState, summary: ConversationSummary): ChatState {
  const { id, title, modelId, pinned, folderId, archived } = summary;
  return { ...state, id, title, modelId, pinned, folderId, archived };
}

function changeLive(state: ChatState, change: (message: Message) => Message): ChatState {
  const { live } = state;
  if (!live) return state;
  return {
    ...state,
    messages: state.messages.map((message) => (message.id === live.messageId ? change(message) : message)),
  };
}

/** The parts with a delta added where `joinDelta` of the chat's schema puts it. */
export function joinDelta(parts: readonly MessagePart[], type: "text" | "reasoning", text: string): MessagePart[] {
  const afterTools = parts.findLastIndex((part) => part.type === "tool") + 1;
  const index = parts.findLastIndex((part, at) => at >= afterTools && part.type === type);
  if (index < 0) return [...parts, { type, text }];
  return parts.map((part, at) => (at === index && part.type === type ? { ...part, text: part.text + text } : part));
}

/** The parts with a tool call as it is now. */
export function putTool(parts: readonly MessagePart[], tool: ToolPart): MessagePart[] {
  const known = parts.some((part) => part.type === "tool" && part.id === tool.id);
  if (!known) return [...parts, tool];
  return parts.map((part) => (part.type === "tool" && part.id === tool.id ? tool : part));
}

function addArguments(parts: readonly MessagePart[], id: string, text: string): MessagePart[] {
  return parts.map((part) =>
    part.type === "tool" && part.id === id ? { ...part, arguments: part.arguments + text } : part,
  );
}

function loaded(state: ChatState, conversation: Conversation): ChatState {
  const { messages, systemPrompt, parameters, contextTokens } = conversation;
  const streaming = messages.findLast((message) => message.state === "streaming" && message.generationId !== null);
  const firstLoaded = messages[0];
  // older pages that were already read stay, if the branch is still the same
  const overlap = firstLoaded ? state.messages.findIndex(({ id }) => id === firstLoaded.id) : -1;
  const keepsOlder = overlap > 0 && firstLoaded?.parentId === state.messages[overlap - 1]?.id;
  return {
    ...withSummary(state, conversation),
    systemPrompt,
    parameters,
    contextTokens,
    messages: keepsOlder ? [...state.messages.slice(0, overlap), ...messages] : messages,
    hasOlder: keepsOlder ? state.hasOlder : conversation.hasOlder,
    loadingOlder: false,
    before: undefined,
    live: streaming ? liveFor(streaming.id, streaming.generationId ?? undefined) : undefined,
  };
}

/** The text of a message, without the reasoning. */
export function textOf(message: Pick<Message, "parts">): string {
  return message.parts.reduce((text, part) => (part.type === "text" ? text + part.text : text), "");
}
