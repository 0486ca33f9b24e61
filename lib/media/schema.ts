import { z } from "zod";

export const assetKinds = ["picture", "document", "audio", "video"] as const;
export type AssetKind = (typeof assetKinds)[number];

export const assetOrigins = ["upload", "page", "image", "video", "speech", "voice"] as const;
/** Where an asset comes from; `page`: a page of a document, drawn; `voice`: a sample that a voice was made from. */
export type AssetOrigin = (typeof assetOrigins)[number];

/** Bytes this installation owns, as their person sees them. */
export interface Asset {
  id: string;
  kind: AssetKind;
  name: string;
  mediaType: string;
  sizeBytes: number;
  /** pixels, of pictures and videos as they are stored */
  width: number | null;
  height: number | null;
  /** of videos and recordings */
  durationMs: number | null;
  /** a data URI of a few hundred bytes that stands for the picture until it is there */
  blur: string | null;
  origin: AssetOrigin;
  /** what made it; null for what was sent */
  modelId: string | null;
  /** the words it was made from */
  prompt: string;
  favourite: boolean;
  /** in the trash since */
  trashedAt: string | null;
  /** its bytes were not there when they were looked for */
  missing: boolean;
  createdAt: string;
}

/** Pictures are stored no larger: what the models that look most closely can use. @see SiliconFlow guide, vision */
export const MAX_PICTURE_SIDE = 3584;
/** The longer side of a thumbnail. */
export const THUMBNAIL_SIDE = 320;

export const AssetParams = z.strictObject({ id: z.uuid() });

/** What nothing in a file of bare samples says of them: 16 bits each, the lower byte first. */
export interface BareSamples {
  /** per second */
  rate: number;
  channels: 1 | 2;
}
export const bareRates = { least: 4_000, most: 192_000 } as const;

export const UploadQuery = z
  .strictObject({
    kind: z.enum(["picture", "document", "audio"]),
    name: z.string().max(1000).default(""),
    /** of bare samples: with it, a recording is that, whatever its name and its first bytes say */
    rate: z.coerce.number().int().min(bareRates.least).max(bareRates.most).optional(),
    channels: z.enum(["1", "2"]).optional(),
  })
  .refine(({ kind, rate }) => rate === undefined || kind === "audio", { path: ["rate"], message: "is for recordings" })
  .refine(({ rate, channels }) => channels === undefined || rate !== undefined, {
    path: ["channels"],
    message: "goes with rate",
  });
export type UploadQuery = z.infer<typeof UploadQuery>;

/** GET /api/assets/:id/peaks: what draws a recording. */
export interface AssetPeaks {
  /** 400 values from 0 to 255, or none where it was not decoded */
  peaks: number[];
  durationMs: number | null;
}

export const ImportPictureInput = z.strictObject({ url: z.string().min(1).max(4000) });
export type ImportPictureInput = z.infer<typeof ImportPictureInput>;

export const ReadAssetQuery = z.strictObject({
  variant: z.literal("thumbnail").optional(),
  /** to be saved under its name instead of shown */
  download: z.literal("1").optional(),
  /** also what is in the trash: for the trash itself */
  trashed: z.literal("1").optional(),
});
export type ReadAssetQuery = z.infer<typeof ReadAssetQuery>;
