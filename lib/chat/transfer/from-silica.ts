import { z } from "zod";
import { storableText } from "@/lib/core";
import { ChatParameters, type MessagePart } from "../schema";
import { id, modelId } from "../fields";
import {
  isRecord,
  mostMessages,
  noneOmitted,
  textFrom,
  timeFrom,
  type Converted,
  type ImportedMessage,
  type OmittedCounts,
} from "./imported";
import { withoutCircles } from "./trees";

const text = (maximum: number) => z.string().max(maximum).transform(storableText);
const nanos = z.string().regex(/^\d{1,30}$/);
const units = z.record(z.string().max(100), z.number().int().min(0).max(Number.MAX_SAFE_INTEGER));
const time = z.unknown().optional().transform(timeFrom);

const TextPart = z.object({ type: z.enum(["text"]), text: text(1_000_000) });
const ReasoningPart = z.object({
  type: z.enum(["reasoning"]),
  text: text(1_000_000),
  durationMs: z.number().min(0).max(86_400_000).optional(),
});
const PicturePart = z.object({
  type: z.enum(["picture"]),
  assetId: id,
  name: text(1_000),
  alt: text(1_000),
  detail: z.enum(["high", "low"]),
  width: z.number().int().min(1).max(100_000),
  height: z.number().int().min(1).max(100_000),
});
const DocumentPart = z.object({
  type: z.enum(["document"]),
  assetId: id,
  name: text(1_000),
  mediaType: text(200),
  sizeBytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  pageCount: z.number().int().min(0).max(1_000_000),
  pages: z.union([z.literal("all"), z.array(z.number().int().min(1)).max(5_000)]),
  tokens: z.number().int().min(0).max(1_000_000_000),
});
const ToolPart = z.object({
  type: z.enum(["tool"]),
  id: text(200),
  name: text(200),
  step: z.number().int().min(0).max(1_000),
  arguments: text(1_000_000),
  // What was under way is not any more.
  state: z.enum(["done", "failed", "refused", "stopped"]).catch("stopped"),
  result: text(1_000_000).optional(),
  durationMs: z.number().min(0).max(86_400_000).optional(),
  costNanos: nanos.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  assetIds: z.array(id).max(100).optional(),
});
const Part = z.discriminatedUnion("type", [TextPart, ReasoningPart, PicturePart, DocumentPart, ToolPart]);

const Receipt = z.object({
  modelId,
  parameters: ChatParameters.catch({}),
  units,
  rates: z.record(z.string().max(100), nanos),
  costNanos: nanos,
  currency: z.string().regex(/^[A-Z]{3}$/),
  basis: z.enum(["reported", "measured", "estimated"]),
  finishReason: text(100).nullable(),
  firstTokenMs: z.number().min(0).max(86_400_000).nullable(),
  totalMs: z.number().min(0).max(86_400_000),
  traceId: text(200).nullable(),
  contextTokens: z.number().int().min(0).max(1_000_000_000).optional(),
});
const Failure = z.object({
  code: z.string().regex(/^\w{1,100}$/),
  reason: z
    .string()
    .regex(/^\w{1,100}$/)
    .optional(),
  traceId: text(200).optional(),
  retryable: z.boolean(),
});

const Message = z.object({
  id: z.string().min(1).max(200),
  parentId: z.string().max(200).nullable(),
  role: z.enum(["user", "assistant"]),
  state: z.enum(["complete", "stopped", "interrupted", "failed"]).catch("interrupted"),
  parts: z.array(z.unknown()).max(1_000).catch([]),
  modelId: modelId.nullable().catch(null),
  receipt: Receipt.nullable().catch(null),
  failure: Failure.nullable().catch(null),
  createdAt: time,
});

const Conversation = z.object({
  id: z.string().min(1).max(200),
  title: text(200).catch(""),
  titledByUser: z.boolean().catch(true),
  modelId: modelId.nullable().catch(null),
  systemPrompt: text(100_000).catch(""),
  parameters: ChatParameters.catch({}),
  folderId: z.string().max(200).nullable().catch(null),
  leafId: z.string().max(200).nullable().catch(null),
  pinnedAt: time,
  archivedAt: time,
  createdAt: time,
  updatedAt: time,
  messages: z.array(z.unknown()),
});

/** A folder of our own export. */
export const ExportedFolder = z.object({
  id: z.string().min(1).max(200),
  name: text(100).refine((name) => name.trim() !== ""),
  systemPrompt: text(100_000).catch(""),
  modelId: modelId.nullable().catch(null),
});
export type ExportedFolder = z.infer<typeof ExportedFolder>;

const slice = 200;

/** A conversation of our own export: all of it, as far as it is what it says. Many messages are read in slices. */
export async function fromSilica(value: unknown, pause: () => Promise<void>): Promise<Converted> {
  const title = isRecord(value) ? textFrom(value.title) : "";
  const { data } = Conversation.safeParse(value);
  if (!data) return { left: "malformed", title };
  if (data.messages.length > mostMessages) return { left: "too_large", title };
  const omitted = noneOmitted();
  const messages: ImportedMessage[] = [];
  for (const [index, raw] of data.messages.entries()) {
    if (index % slice === slice - 1) await pause();
    const message = toMessage(raw, omitted);
    if (message) messages.push(message);
  }
  if (messages.length === 0) return { left: data.messages.length > 0 ? "malformed" : "empty", title };
  const { id: origin, folderId, leafId, pinnedAt, archivedAt, messages: _, ...rest } = data;
  return {
    conversations: [
      {
        ...rest,
        origin,
        folderKey: folderId,
        leafKey: leafId,
        pinned: pinnedAt ?? false,
        archived: archivedAt ?? false,
        messages: withoutCircles(unique(messages)),
        omitted,
      },
    ],
  };
}

function toMessage(raw: unknown, omitted: OmittedCounts): ImportedMessage | undefined {
  const { data } = Message.safeParse(raw);
  if (!data) {
    omitted.other++;
    return undefined;
  }
  const { id: key, parentId: parentKey, parts: stored, ...rest } = data;
  const parts = stored.flatMap((part): MessagePart[] => {
    const read = Part.safeParse(part);
    if (read.success) return [withoutUndefined(read.data) as MessagePart];
    omitted.other++;
    return [];
  });
  return {
    ...rest,
    key,
    parentKey,
    parts,
    receipt: rest.receipt && withoutUndefined(rest.receipt),
    failure: rest.failure && withoutUndefined(rest.failure),
  } as ImportedMessage;
}

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Value;
}

function unique(messages: readonly ImportedMessage[]): ImportedMessage[] {
  return [...new Map(messages.map((message) => [message.key, message])).values()];
}
