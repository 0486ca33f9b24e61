import { z } from "zod";
import { cursor, id } from "../fields";

/** POST /api/shares: freezes the branch on screen */
export const CreateShareInput = z.strictObject({
  conversationId: id,
  /** whether readers see what the model was told beforehand */
  systemPrompt: z.boolean().default(false),
  /** null: until it is revoked */
  expiresInDays: z.number().int().min(1).max(365).nullable(),
});
export type CreateShareInput = z.infer<typeof CreateShareInput>;

/** GET /api/shares */
export const ListSharesInput = z.strictObject({
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  conversationId: id.optional(),
});
export type ListSharesInput = z.infer<typeof ListSharesInput>;

export const ShareParams = z.strictObject({ id });

/** A link somebody has made. The link itself is known to those who have it alone. */
export interface ShareSummary {
  id: string;
  conversationId: string;
  title: string;
  state: "open" | "expired" | "revoked";
  createdAt: string;
  expiresAt: string | null;
}

export interface SharePage {
  items: ShareSummary[];
  nextCursor: string | null;
}

/** What went with a message and is not shown to readers. */
export type Omitted = Record<"pictures" | "documents" | "tools", number>;

// A type and not an interface, since only that is known to be plain JSON.
export type SharedMessage = {
  role: "user" | "assistant";
  /** without reasoning */
  text: string;
  modelId: string | null;
  createdAt: string;
  omitted: Omitted;
};

/** What is frozen: no names, no costs, no ids, no reasoning. */
export type SharedSnapshot = {
  systemPrompt: string | null;
  messages: SharedMessage[];
};

export interface SharedConversation extends SharedSnapshot {
  title: string;
  createdAt: string;
  expiresAt: string | null;
}
