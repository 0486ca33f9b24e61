import { z } from "zod";

export const assetKinds = ["picture", "document", "audio", "video"] as const;
export type AssetKind = (typeof assetKinds)[number];

/** Bytes this installation owns, as their person sees them. */
export interface Asset {
  id: string;
  kind: AssetKind;
  name: string;
  mediaType: string;
  sizeBytes: number;
  /** pixels, of pictures as they are stored */
  width: number | null;
  height: number | null;
  createdAt: string;
}

/** Pictures are stored no larger: what the models that look most closely can use. @see SiliconFlow guide, vision */
export const MAX_PICTURE_SIDE = 3584;
/** The longer side of a thumbnail. */
export const THUMBNAIL_SIDE = 320;

export const AssetParams = z.strictObject({ id: z.uuid() });

export const UploadQuery = z.strictObject({
  kind: z.enum(["picture", "document"]),
  name: z.string().max(1000).default(""),
});
export type UploadQuery = z.infer<typeof UploadQuery>;

export const ImportPictureInput = z.strictObject({ url: z.string().min(1).max(4000) });
export type ImportPictureInput = z.infer<typeof ImportPictureInput>;

export const ReadAssetQuery = z.strictObject({
  variant: z.literal("thumbnail").optional(),
  /** to be saved under its name instead of shown */
  download: z.literal("1").optional(),
});
export type ReadAssetQuery = z.infer<typeof ReadAssetQuery>;
