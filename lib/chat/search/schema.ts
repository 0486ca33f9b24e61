import { z } from "zod";
import { cursor, text } from "../fields";

/** GET /api/search */
export const SearchInput = z.strictObject({
  /** words that must all be there; what stands in quotation marks must be there as it is */
  query: text(200).trim().min(1),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type SearchInput = z.infer<typeof SearchInput>;

/** A piece of a text with the places of what was searched for: pairs of begin and end. */
export interface Excerpt {
  text: string;
  marks: [number, number][];
}

/** A message that holds all that was searched for. */
export interface MessageHit {
  conversationId: string;
  title: string;
  archived: boolean;
  messageId: string;
  role: "user" | "assistant";
  createdAt: string;
  excerpt: Excerpt;
}

export interface TitleHit {
  conversationId: string;
  title: Excerpt;
  archived: boolean;
  updatedAt: string;
}

export interface SearchPage {
  /** conversations by their title, on the first page only */
  titles: TitleHit[];
  messages: MessageHit[];
  /** goes on with older messages; there may be more even where this page is not full, since each looks for a limited time */
  nextCursor: string | null;
}
