import type { Environment } from "@/lib/env";
import { openFolder } from "./local";
import type { Storage } from "./storage";

export type StorageSettings = Pick<
  Environment,
  "STORAGE_URL" | "STORAGE_TIMEOUT_MS" | "S3_ACCESS_KEY_ID" | "S3_SECRET_ACCESS_KEY"
>;

/** What speaks to a bucket is loaded when the first file is asked for: an installation with a folder never pays for it. */
export function openStorage(settings: StorageSettings): Storage {
  if (settings.STORAGE_URL.startsWith("file:")) return openFolder(settings.STORAGE_URL);
  let opened: Promise<Storage> | undefined;
  const bucket = () => (opened ??= import("./s3").then(({ openBucket }) => openBucket(settings)));
  return {
    put: async (...given) => (await bucket()).put(...given),
    open: async (...given) => (await bucket()).open(...given),
    sizeOf: async (...given) => (await bucket()).sizeOf(...given),
    delete: async (...given) => (await bucket()).delete(...given),
    list: async (...given) => (await bucket()).list(...given),
  };
}
