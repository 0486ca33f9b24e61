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
