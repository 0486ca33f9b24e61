import type { Attachment, MessagePart } from "@/lib/chat/schema";
import type { DocumentSummary } from "@/lib/documents/schema";
import { pictureTokens, type CountedPicture } from "@/lib/models/schema";
import type { Problem } from "../chat-state";

/** The most that goes with one message. */
export const mostAttachments = 20;

export type ItemState = "waiting" | "uploading" | "fetching" | "reading" | "drawing" | "ready" | "failed";

interface CommonItem {
  /** of this tab only */
  key: string;
  name: string;
  state: ItemState;
  /** of the bytes, from 0 to 1 */
  progress: number;
  problem?: Problem | undefined;
  /** where the bytes are from, for another try: a file of this device, or an address */
  source?: File | string | undefined;
  /** once its bytes are at the server */
  assetId?: string | undefined;
}

export interface PictureItem extends CommonItem {
  kind: "picture";
  alt: string;
  detail: "high" | "low";
  width: number;
  height: number;
}

export interface DocumentItem extends CommonItem {
  kind: "document";
  mediaType: string;
  sizeBytes: number;
  /** what its reading found */
  summary?: DocumentSummary | undefined;
  pages: "all" | number[];
  /** the pages were chosen by the words of the question */
  relevant: boolean;
}

export type AttachmentItem = PictureItem | DocumentItem;

/** Marks and name around a file's text. */
const wrapTokens = 80;

/** About what is sent of a document. */
export function documentTokens({ summary, pages }: Pick<DocumentItem, "summary" | "pages">): number {
  if (!summary) return 0;
  if (pages === "all") return summary.tokens + wrapTokens;
  const chosen = new Set(pages);
  return summary.pages.reduce((total, page) => total + (chosen.has(page.number) ? page.tokens : 0), wrapTokens);
}

/** The pictures of messages, which go along with each question to a model that sees. */
export function picturesOf(messages: readonly { parts: readonly MessagePart[] }[]): CountedPicture[] {
  return messages.flatMap(({ parts }) => parts.filter((part) => part.type === "picture"));
}

/** Tokens of each picture among the items, by key. What is still on its way counts once its size is known. */
export function pictureCosts(
  modelId: string,
  items: readonly AttachmentItem[],
  earlier: readonly CountedPicture[],
): Map<string, number> {
  const known = items.filter((item) => item.kind === "picture" && item.width > 0) as PictureItem[];
  const tokens = pictureTokens(modelId, [...earlier, ...known]).slice(earlier.length);
  return new Map(known.map(({ key }, index) => [key, tokens[index]!]));
}

/** About what everything attached adds to the prompt. */
export function attachedTokens(
  modelId: string,
  items: readonly AttachmentItem[],
  earlier: readonly CountedPicture[],
): number {
  const pictures = [...pictureCosts(modelId, items, earlier).values()].reduce((total, each) => total + each, 0);
  return items.reduce((total, item) => total + (item.kind === "document" ? documentTokens(item) : 0), pictures);
}

/** What the request names: pictures in their order, then documents in theirs. */
export function toAttachments(items: readonly AttachmentItem[]): Attachment[] {
  return items.flatMap((item): Attachment[] => {
    if (item.assetId === undefined) return [];
    const { assetId } = item;
    if (item.kind === "document") return [{ type: "document", assetId, pages: item.pages }];
    return [{ type: "picture", assetId, detail: item.detail, ...(item.alt.trim() && { alt: item.alt.trim() }) }];
  });
}

/** How the question looks until the server has said what it saved. */
export function toParts(items: readonly AttachmentItem[]): MessagePart[] {
  return items.flatMap((item): MessagePart[] => {
    if (item.assetId === undefined) return [];
    const { assetId, name } = item;
    if (item.kind === "picture") {
      const { alt, detail, width, height } = item;
      return [{ type: "picture", assetId, name, alt, detail, width, height }];
    }
    const { mediaType, sizeBytes, pages, summary } = item;
    const pageCount = summary?.pageCount ?? 0;
    return [{ type: "document", assetId, name, mediaType, sizeBytes, pageCount, pages, tokens: documentTokens(item) }];
  });
}

/** What a message carries, to be changed and sent again. Documents are looked up anew. */
export function fromParts(parts: readonly MessagePart[], newKey: () => string): AttachmentItem[] {
  return parts.flatMap((part): AttachmentItem[] => {
    if (part.type !== "picture" && part.type !== "document") return [];
    if (part.deleted) return [];
    const { assetId, name } = part;
    const common = { key: newKey(), name, progress: 1, assetId };
    if (part.type === "picture") {
      const { alt, detail, width, height } = part;
      return [{ ...common, kind: "picture", state: "ready", alt, detail, width, height }];
    }
    const { mediaType, sizeBytes, pages } = part;
    return [{ ...common, kind: "document", state: "reading", mediaType, sizeBytes, pages, relevant: false }];
  });
}

/** An item put before another place; its own place where there is no such. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length || from === to) return items;
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}
