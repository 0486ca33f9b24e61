import { z } from "zod";
import type { JsonObject } from "@/lib/models/schema";
import { cursor, id, modelId, text } from "./fields";

export { jsonInstruction, toWireFormat } from "./json-mode";
export { storableText } from "@/lib/core";
export * from "./folders-schema";
export * from "./search/schema";
export * from "./shares/schema";
export * from "./transfer/schema";

const longestSchema = 20_000;
const deepestSchema = 40;

const schemaName = z.string().regex(/^[\w-]{1,64}$/, "letters, digits, _ and - only");
/** JSON Schema, checked where it is used. Bounded, since it is sent with every question. */
export const JsonSchemaObject = z.custom<JsonObject>(
  (value) => isRecord(value) && isShallow(value) && JSON.stringify(value).length <= longestSchema,
  `must be a JSON object of at most ${longestSchema} characters and ${deepestSchema} levels`,
);

/** How an answer is to be written. `json_object` with a schema: it stands in the prompt. */
export const ResponseFormat = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("json_object"), name: schemaName.optional(), schema: JsonSchemaObject.optional() }),
  z.strictObject({ type: z.literal("json_schema"), name: schemaName, schema: JsonSchemaObject }),
]);
export type ResponseFormat = z.infer<typeof ResponseFormat>;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isShallow(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth < deepestSchema && Object.values(value).every((each) => isShallow(each, depth + 1));
}

/** What a person may set for an answer. A control the model lacks is not sent. */
export const ChatParameters = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().gt(0).max(1).optional(),
  topK: z.number().int().min(1).max(100).optional(),
  minP: z.number().min(0).max(1).optional(),
  frequencyPenalty: z.number().min(-2).max(2).optional(),
  maxTokens: z.number().int().min(1).max(1_000_000).optional(),
  stop: z.array(text(200).min(1)).max(4).optional(),
  thinking: z.boolean().optional(),
  thinkingBudget: z.number().int().min(128).max(32_768).optional(),
  /** absent: plain text */
  responseFormat: ResponseFormat.optional(),
  /** what the model may call: ids such as `builtin:add`, `own:<id>`, `server:<id>`; absent or empty: nothing */
  tools: z
    .array(z.string().regex(/^[\w:-]{1,100}$/, "must be a tool's id"))
    .max(64)
    .optional(),
});
export type ChatParameters = z.infer<typeof ChatParameters>;

/** A piece of a message, in order. */
export type MessagePart =
  /** `given`: so many characters at its beginning are the person's own, not the model's */
  | { type: "text"; text: string; given?: number }
  /** `durationMs`: from the first thought to the first word of the answer, or to the end */
  | { type: "reasoning"; text: string; durationMs?: number }
  | PicturePart
  | DocumentPart
  | ToolPart;

/** A picture that goes with a question, an asset of its owner. */
export interface PicturePart {
  type: "picture";
  assetId: string;
  name: string;
  /** in the owner's words; "" where there are none */
  alt: string;
  detail: "high" | "low";
  /** pixels, as stored */
  width: number;
  height: number;
  /** its asset has been deleted since; said of messages that are shown, never stored */
  deleted?: true;
}

/** A file whose text goes with a question. */
export interface DocumentPart {
  type: "document";
  assetId: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
  pageCount: number;
  /** which of its pages are sent, counted from 1 */
  pages: "all" | number[];
  /** estimate of what is sent of it */
  tokens: number;
  /** as of a picture */
  deleted?: true;
}

/** A function that the model has called in this answer. */
export interface ToolPart {
  type: "tool";
  /** unique in the message */
  id: string;
  /** the function's name as the model wrote it */
  name: string;
  /** the model's call that asked for it, from 0; calls of one step stand side by side */
  step: number;
  /** JSON text as the model wrote it, which may be broken */
  arguments: string;
  /** writing: arguments are arriving; asking: it waits for its person's consent */
  state: "writing" | "asking" | "running" | "done" | "failed" | "refused" | "stopped";
  /** what the model was told */
  result?: string;
  durationMs?: number;
  /** where the call itself cost money, or will while it asks: a decimal string of nanos */
  costNanos?: string;
  /** of `costNanos` */
  currency?: string;
  /** pictures it has made */
  assetIds?: string[];
}

export type MessageState = "streaming" | "complete" | "stopped" | "interrupted" | "failed";

/** What a model has written in a part; "" where a part holds something else. */
export function textIn(part: MessagePart, type?: "text" | "reasoning"): string {
  const written = part.type === "text" || part.type === "reasoning";
  return written && (type === undefined || part.type === type) ? part.text : "";
}

/** What stands under a result. Money is a decimal string of nanos. */
export interface Receipt {
  modelId: string;
  parameters: ChatParameters;
  units: Record<string, number>;
  rates: Record<string, string>;
  costNanos: string;
  currency: string;
  /** reported: the provider's usage; measured: by what was sent and received; estimated: outcome unknown */
  basis: "reported" | "measured" | "estimated";
  /** normalised: stop, length, tool_calls, …; null when the stream was cut */
  finishReason: string | null;
  firstTokenMs: number | null;
  totalMs: number;
  traceId: string | null;
  /** tokens that a next question starts with: the prompt and the answer's text, without its reasoning */
  contextTokens?: number;
}

/**
 * Why an answer is missing or not whole. Reasons of the provider are listed in lib/siliconflow/schema.ts; the chat's
 * own are `empty_answer`, `thinking_used_up` (all tokens went into the reasoning), `shutdown` (the server was
 * restarted), `lost` (the server died), `account_disabled`, `over_budget` (more came than money is held for) and
 * `tool_steps` (as many steps as allowed were taken).
 */
export interface MessageFailure {
  code: string;
  reason?: string;
  traceId?: string;
  retryable: boolean;
}

export interface Message {
  id: string;
  parentId: string | null;
  role: "user" | "assistant";
  state: MessageState;
  parts: MessagePart[];
  modelId: string | null;
  receipt: Receipt | null;
  failure: MessageFailure | null;
  /** the generation to follow while `streaming` */
  generationId: string | null;
  /** ids of the messages with the same parent, this one included, in order: ‹ 2/3 › */
  siblings: string[];
  createdAt: string;
}

export interface ConversationSummary {
  id: string;
  title: string;
  modelId: string;
  pinned: boolean;
  folderId: string | null;
  /** hidden from the list */
  archived: boolean;
  updatedAt: string;
  /** an answer is being made */
  streaming: boolean;
}

export interface Conversation extends ConversationSummary {
  systemPrompt: string;
  parameters: ChatParameters;
  leafId: string | null;
  /** the last messages of the branch on screen, oldest first */
  messages: Message[];
  /** there are older ones: ask for the page before `messages[0].id` */
  hasOlder: boolean;
  draft: string;
  /** the prompt tokens of the whole branch as far as known, for the context meter */
  contextTokens: number;
}

/** What goes with a question: assets of the person who asks. */
export const Attachment = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("picture"),
    assetId: id,
    alt: text(1_000).optional(),
    /** sent as it is: the provider's default is not the same everywhere */
    detail: z.enum(["high", "low"]),
  }),
  z.strictObject({
    type: z.literal("document"),
    assetId: id,
    pages: z.union([z.literal("all"), z.array(z.number().int().min(1).max(100_000)).min(1).max(5_000)]).default("all"),
  }),
]);
export type Attachment = z.infer<typeof Attachment>;

/** What the answer is to begin with, for models that can be given a beginning. */
const answerPrefix = text(20_000).min(1);

/** POST /api/chat */
export const StartGenerationInput = z.strictObject({
  /** absent: a new conversation is made */
  conversationId: id.optional(),
  /** where a new conversation goes; without wishes of its own it starts with the folder's */
  folderId: id.optional(),
  /** absent: the conversation's own, or the default */
  modelId: modelId.optional(),
  systemPrompt: text(100_000).optional(),
  parameters: ChatParameters.optional(),
  /** IANA name of the zone that the person is in, for tools that tell the time */
  timeZone: z
    .string()
    .regex(/^[\w/+-]{1,60}$/, "must be a time zone's name")
    .optional(),
  /** makes the request repeatable: the same key gives the same answer once made */
  requestKey: id,
  action: z.discriminatedUnion("type", [
    /** a new message after `parentId` (null: the first one). A sibling of an existing one is "edit and resend" */
    z.strictObject({
      type: z.literal("send"),
      parentId: id.nullable(),
      text: text(1_000_000).regex(/\S/, "must not be empty"),
      attachments: z.array(Attachment).max(20).optional(),
      prefix: answerPrefix.optional(),
    }),
    /** another answer to the same question: a sibling of the message */
    z.strictObject({ type: z.literal("regenerate"), messageId: id, prefix: answerPrefix.optional() }),
    /** goes on after a cut, in the same message */
    z.strictObject({ type: z.literal("continue"), messageId: id }),
  ]),
});
export type StartGenerationInput = z.infer<typeof StartGenerationInput>;

/**
 * What a reader of a generation receives, each as one server-sent event whose `id:` is the log's position (an event
 * may come without one: it belongs together with the next). A reader that comes late, or whose position is no longer
 * in memory, first gets a `snapshot`, which replaces every part it has. `reasoning` and `text` join the last part of
 * their type, see `joinDelta`.
 */
export type GenerationEvent =
  /** first event of POST /api/chat: what was written before the provider was asked */
  | {
      type: "started";
      conversation: ConversationSummary;
      userMessage: Message | null;
      message: Message;
      generationId: string;
    }
  | { type: "snapshot"; parts: MessagePart[] }
  | { type: "reasoning"; text: string }
  | { type: "text"; text: string }
  /** a new tool call, or a known one (by `part.id`) as it is now */
  | { type: "tool"; part: ToolPart }
  /** more of a tool call's arguments */
  | { type: "tool_arguments"; id: string; text: string }
  /** the answer's title arrived, or changed */
  | { type: "title"; title: string }
  /** last event: the message as saved */
  | { type: "ended"; message: Message };

/**
 * Adds a delta to the last part of its type since the last tool call, or as a new part where there is none. Changes
 * `parts`.
 */
export function joinDelta(parts: MessagePart[], type: "text" | "reasoning", text: string): void {
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index]!;
    if (part.type === "tool") break;
    if (part.type === type) {
      part.text += text;
      return;
    }
  }
  parts.push({ type, text });
}

/** GET /api/conversations */
export const ListConversationsInput = z.strictObject({
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(40),
  /** substring of the title, at least one character; looks in every folder, not in the archive */
  query: text(200).trim().optional(),
  /** those of a folder instead of those in none */
  folderId: id.optional(),
  /** the archive, last archived first */
  archived: z
    .enum(["true", "false"])
    .transform((value) => value === "true")
    .optional(),
});
export type ListConversationsInput = z.infer<typeof ListConversationsInput>;

export interface ConversationPage {
  /** pinned ones, on the first page only */
  pinned: ConversationSummary[];
  items: ConversationSummary[];
  nextCursor: string | null;
}

/** PATCH /api/conversations/:id */
export const UpdateConversationInput = z.strictObject({
  title: text(200).trim().min(1).optional(),
  pinned: z.boolean().optional(),
  /** null: into the list */
  folderId: id.nullable().optional(),
  archived: z.boolean().optional(),
  modelId: modelId.optional(),
  systemPrompt: text(100_000).optional(),
  parameters: ChatParameters.optional(),
  /** shows the branch that this message is on */
  leafId: id.optional(),
});
export type UpdateConversationInput = z.infer<typeof UpdateConversationInput>;

/** GET /api/conversations/:id/messages: the page of the branch before `before`, oldest first */
export const ListMessagesInput = z.strictObject({
  before: id,
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type ListMessagesInput = z.infer<typeof ListMessagesInput>;

export interface MessagePage {
  messages: Message[];
  hasOlder: boolean;
}

/** PUT /api/drafts/:id, where id is a conversation's or "new" */
export const SaveDraftInput = z.strictObject({ text: text(1_000_000) });
export type SaveDraftInput = z.infer<typeof SaveDraftInput>;

/** POST /api/generations/:id/consent: about a call in state `asking` */
export const DecideCallInput = z.strictObject({ callId: z.string().min(1).max(100), allow: z.boolean() });
export type DecideCallInput = z.infer<typeof DecideCallInput>;

export const ConversationParams = z.strictObject({ id });
export const GenerationParams = z.strictObject({ id });
export const DraftParams = z.strictObject({ id: z.union([id, z.literal("new")]) });
export const FollowInput = z.strictObject({ after: z.coerce.number().int().min(0).max(2_147_483_647).optional() });

export { readPages, writePages } from "./page-ranges";
