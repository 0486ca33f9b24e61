import type { ChatParameters, MessageFailure, MessagePart, MessageState, Receipt } from "../schema";
import type { LeftReason } from "./schema";

/** A message as some file has it, with the file's own ids. */
export interface ImportedMessage {
  key: string;
  parentKey: string | null;
  role: "user" | "assistant";
  state: Exclude<MessageState, "streaming">;
  parts: MessagePart[];
  modelId: string | null;
  receipt: Receipt | null;
  failure: MessageFailure | null;
  /** undefined where the file does not say */
  createdAt: Date | undefined;
}

/** A conversation as some file has it. */
export interface ImportedConversation {
  /** its id in the file */
  origin: string;
  title: string;
  titledByUser: boolean;
  /** null: of a model that is none of ours */
  modelId: string | null;
  systemPrompt: string;
  parameters: ChatParameters;
  /** the folder's id in the file */
  folderKey: string | null;
  leafKey: string | null;
  pinned: Date | boolean;
  archived: Date | boolean;
  createdAt: Date | undefined;
  updatedAt: Date | undefined;
  messages: ImportedMessage[];
  omitted: OmittedCounts;
}

export interface OmittedCounts {
  attachments: number;
  tools: number;
  other: number;
}

export type Converted = { conversations: ImportedConversation[] } | { left: LeftReason; title: string };

export const mostMessages = 20_000;
const longestText = 1_000_000;

export function noneOmitted(): OmittedCounts {
  return { attachments: 0, tools: 0, other: 0 };
}

/** A conversation with only what every format has. */
export function plain(
  change: Pick<ImportedConversation, "origin" | "title" | "messages"> & Partial<ImportedConversation>,
): ImportedConversation {
  return {
    titledByUser: true,
    modelId: null,
    systemPrompt: "",
    parameters: {},
    folderKey: null,
    leafKey: null,
    pinned: false,
    archived: false,
    createdAt: undefined,
    updatedAt: undefined,
    omitted: noneOmitted(),
    ...change,
  };
}

/** A message with only what every format has. */
export function plainMessage(
  change: Pick<ImportedMessage, "key" | "parentKey" | "role" | "parts"> & Partial<ImportedMessage>,
): ImportedMessage {
  return { state: "complete", modelId: null, receipt: null, failure: null, createdAt: undefined, ...change };
}

/** Parts of a text and what was thought before it; nothing where both are empty. */
export function textParts(text: string, reasoning = ""): MessagePart[] {
  return [
    ...(reasoning.trim() ? [{ type: "reasoning" as const, text: reasoning.slice(0, longestText) }] : []),
    ...(text.trim() ? [{ type: "text" as const, text: text.slice(0, longestText) }] : []),
  ];
}

/** A time of a file, in seconds, milliseconds, nanoseconds or words; undefined for none, and for none that can be. */
export function timeFrom(value: unknown): Date | undefined {
  let ms: number;
  if (typeof value === "number") ms = value < 1e11 ? value * 1_000 : value < 1e14 ? value : value / 1e6;
  else if (typeof value === "string" && value.length < 100) ms = Date.parse(value);
  else return undefined;
  const isPossible = ms >= Date.UTC(2000, 0, 1) && ms < Date.UTC(2100, 0, 1);
  return isPossible ? new Date(Math.round(ms)) : undefined;
}

/** A model's name as far as it could be one's id. */
export function modelFrom(value: unknown): string | null {
  return typeof value === "string" && /^[\w./:@+-]{1,200}$/.test(value) ? value : null;
}

export function textFrom(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function listFrom(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The pictures and files that a part names. */
export function assetsIn(part: MessagePart): string[] {
  if (part.type === "picture" || part.type === "document") return [part.assetId];
  return part.type === "tool" ? (part.assetIds ?? []) : [];
}
