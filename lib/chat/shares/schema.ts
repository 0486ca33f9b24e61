import { z } from "zod";
import { cursor, id } from "../fields";

/** POST /api/shares: freezes the branch on screen */
export const CreateShareInput = z.strictObject({
  conversationId: id,
  /** whether readers see what the model was told beforehand */
  systemPrompt: z.boolean().default(false),
  /** whether readers see the pictures that were sent and made */
  pictures: z.boolean().default(false),
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

/** GET /api/shared/conversations/:token/:picture */
export const SharedPictureParams = z.strictObject({
  token: z.string().max(100),
  picture: z.coerce.number().int().min(0).max(1_000_000),
});
export const SharedPictureQuery = z.strictObject({ variant: z.literal("thumbnail").optional() });

/** A picture of a shared copy, as long as its owner keeps it. */
export type SharedPicture = {
  /** counted from 0 over the whole copy: its address under the link */
  number: number;
  width: number;
  height: number;
  /** in the owner's words; "" where there are none */
  alt: string;
};

/** What went with a message and is not shown to readers. */
export type Omitted = Record<"pictures" | "documents" | "tools", number>;

// A type and not an interface, since only that is known to be plain JSON.
export type SharedMessage = {
  role: "user" | "assistant";
  /** without reasoning */
  text: string;
  modelId: string | null;
  createdAt: string;
  pictures: SharedPicture[];
  omitted: Omitted;
};

/** What is frozen: no names, no costs, no ids, no reasoning. */
export type SharedSnapshot = {
  systemPrompt: string | null;
  messages: SharedMessage[];
};

/** What is kept: copies made before pictures could be in them have none. */
export type StoredSnapshot = {
  systemPrompt: string | null;
  messages: (Omit<SharedMessage, "pictures"> & { pictures?: SharedPicture[] })[];
  /** which assets the pictures are, by number; readers never see it */
  pictureIds?: string[];
};

export interface SharedConversation extends SharedSnapshot {
  title: string;
  createdAt: string;
  expiresAt: string | null;
}
