import { z } from "zod";

/** Room of one kind of file, of one person. */
export interface StorageUseByKind {
  kind: "picture" | "document" | "audio" | "video";
  files: number;
  /** trash included */
  sizeBytes: number;
  /** of it in the trash */
  trashBytes: number;
}

/** What a person's files take and may take, in bytes. */
export interface StorageUse {
  usedBytes: number;
  /** null: none */
  limitBytes: number | null;
  /** the limit is the person's own, not the installation's */
  ownLimit: boolean;
  /** the largest first */
  kinds: StorageUseByKind[];
}

/** Use and limit in a list of people. */
export type StorageOfPerson = Omit<StorageUse, "kinds">;

/** `standard`: the installation's limit counts; `none`: no limit; otherwise bytes as a decimal number. */
export const StorageLimitInput = z.strictObject({
  limit: z.union([
    z.enum(["standard", "none"]),
    z
      .string()
      .regex(/^\d{1,15}$/, "Give a number of bytes.")
      .refine((digits) => Number(digits) > 0, "Give a number of bytes above zero."),
  ]),
});
export type StorageLimitInput = z.infer<typeof StorageLimitInput>;

/** `insist`: mended even where so much differs that the storage might be the wrong one. */
export const StorageCheckInput = z.strictObject({ repair: z.boolean(), insist: z.boolean().optional() });
export type StorageCheckInput = z.infer<typeof StorageCheckInput>;

/** What a comparison of rows and files has found, so far or in the end. */
export interface StorageCheck {
  id: string;
  repair: boolean;
  startedAt: string;
  /** null: under way */
  finishedAt: string | null;
  rowCount: number;
  fileCount: number;
  fileBytes: number;
  /** rows without their bytes */
  missingCount: number;
  /** files without a row, older than a day */
  strayCount: number;
  strayBytes: number;
  /** people whose sum was wrong */
  sumCount: number;
  /** so much differs that nothing was mended unasked */
  doubtful: boolean;
  repaired: boolean;
  /** the newest of the missing, and whose they are */
  missing: { id: string; kind: StorageUseByKind["kind"]; sizeBytes: number; createdAt: string; person: string }[];
}

export interface StorageUser extends StorageOfPerson {
  userId: string;
  name: string;
}

export interface StorageTotals {
  usedBytes: number;
  /** who have files at all */
  people: number;
  /** marked as missing */
  missing: number;
}
