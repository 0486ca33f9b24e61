import { z } from "zod";
import { storableText } from "@/lib/core";
import type { CreationKind, CreationReceipt } from "@/lib/creations/schema";
import { assetKinds, type Asset, type AssetKind } from "@/lib/media/schema";
import type { JsonObject } from "@/lib/models/schema";

/** As many items as one request may name. */
export const mostItems = 1_000;
/** Longer prompts stand whole in the details. */
export const shownPrompt = 300;

const text = (maximum: number) => z.string().max(maximum).overwrite(storableText);
const flag = z.literal("1").optional();
const instant = z.iso.datetime({ offset: true });

/** What of the library is meant: every part narrows it. */
export const LibraryFilter = z.strictObject({
  kind: z.enum(assetKinds).optional(),
  /** by a model, or sent by its person */
  origin: z.enum(["made", "uploaded"]).optional(),
  model: z
    .string()
    .regex(/^[\w./:@+-]{1,200}$/, "must be a model's id")
    .optional(),
  /** not before */
  from: instant.optional(),
  /** before */
  until: instant.optional(),
  favourite: flag,
  /** a part of the prompt or of the name */
  query: text(200).trim().optional(),
  /** what is in the trash instead, last thrown away first */
  trash: flag,
});
export type LibraryFilter = z.infer<typeof LibraryFilter>;

/** GET /api/library */
export const ListLibraryInput = LibraryFilter.extend({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(60),
});
export type ListLibraryInput = z.infer<typeof ListLibraryInput>;

/** In lists the prompt is cut at `shownPrompt` characters. */
export type LibraryItem = Asset;

export interface LibraryPage {
  items: LibraryItem[];
  nextCursor: string | null;
}

/** A model that made something in the library. */
export interface LibraryModel {
  id: string;
  name: string;
  count: number;
}

/** How an item was made: enough to make it again. */
export interface ItemOrigin {
  creationId: string;
  kind: CreationKind;
  modelId: string;
  modelName: string;
  /** what the person set: see the studio's own input */
  request: JsonObject;
  seed: number | null;
  receipt: CreationReceipt | null;
  /** how many things the same call made: the receipt is for all of them */
  madeTogether: number;
  /** when it was asked for */
  askedAt: string;
}

/** Where an item is shown or was worked from. */
export type ItemUse =
  | { type: "conversation"; id: string; title: string; messageId: string }
  | { type: "creation"; id: string; kind: CreationKind; prompt: string };

export interface ItemDetails {
  item: Asset;
  /** of the bytes, in hexadecimal */
  sha256: string;
  modelName: string | null;
  /** null for what was sent, and for what was made elsewhere than in a studio */
  made: ItemOrigin | null;
  uses: ItemUse[];
  shares: ItemShare[];
  /** when it goes for good; null outside of the trash */
  goesAt: string | null;
}

export const ItemParams = z.strictObject({ id: z.uuid() });

/** PATCH /api/library/:id */
export const UpdateItemInput = z
  .strictObject({ favourite: z.boolean().optional(), name: text(200).trim().min(1).optional() })
  .refine(({ favourite, name }) => favourite !== undefined || name !== undefined, "must change something");
export type UpdateItemInput = z.infer<typeof UpdateItemInput>;

const ids = z.array(z.uuid()).min(1).max(mostItems);

/** POST /api/library/trash, restore and delete */
export const ItemsInput = z.strictObject({ ids });
export type ItemsInput = z.infer<typeof ItemsInput>;

/** POST /api/library/favourite */
export const FavouriteInput = z.strictObject({ ids, favourite: z.boolean() });
export type FavouriteInput = z.infer<typeof FavouriteInput>;

/** Those of the items named that were there and have changed. */
export interface ChangedItems {
  ids: string[];
}

/** GET /api/library/zip: a selection made beforehand, or a few ids separated by commas. */
export const ZipQuery = z
  .strictObject({
    selection: z.uuid().optional(),
    ids: z
      .string()
      .max(2_000)
      .transform((list) => list.split(","))
      .pipe(z.array(z.uuid()).min(1).max(50))
      .optional(),
  })
  .refine(
    ({ selection, ids: named }) => (selection === undefined) !== (named === undefined),
    "name a selection or ids",
  );
export type ZipQuery = z.infer<typeof ZipQuery>;

/** POST /api/library/shares */
export const ShareItemInput = z.strictObject({
  assetId: z.uuid(),
  /** whether readers see the prompt and the model */
  withPrompt: z.boolean().default(false),
  /** null: until it is revoked */
  expiresInDays: z.number().int().min(1).max(365).nullable(),
});
export type ShareItemInput = z.infer<typeof ShareItemInput>;

/** GET /api/library/shares */
export const ListItemSharesInput = z.strictObject({
  assetId: z.uuid().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListItemSharesInput = z.infer<typeof ListItemSharesInput>;

/** A link somebody has made. The link itself is known to those who have it alone. */
export interface ItemShare {
  id: string;
  assetId: string;
  name: string;
  withPrompt: boolean;
  state: "open" | "expired" | "revoked";
  createdAt: string;
  expiresAt: string | null;
}

export interface ItemSharePage {
  items: ItemShare[];
  nextCursor: string | null;
}

/** What a link shows: no names, no costs, no ids. */
export interface SharedItem {
  kind: AssetKind;
  mediaType: string;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  blur: string | null;
  prompt: string | null;
  modelName: string | null;
  createdAt: string;
  expiresAt: string | null;
}

export const SharedFileParams = z.strictObject({ token: z.string().max(100) });
export const SharedFileQuery = z.strictObject({ variant: z.literal("thumbnail").optional(), download: flag });
