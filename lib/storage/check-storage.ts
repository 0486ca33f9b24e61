import { randomUUID } from "node:crypto";
import { checkStorageSettings } from "./check-settings";
import { openStorage, type StorageSettings } from "./open-storage";
import { bucketOf } from "./s3/address";

/**
 * Tries to write into the storage, after making the folder where there is none: a start that cannot keep files is refused.
 * @returns the reason why it cannot be used
 */
export async function checkStorage(settings: StorageSettings): Promise<string | undefined> {
  const trouble = await checkStorageSettings(settings);
  if (trouble || settings.STORAGE_URL.startsWith("file:")) return trouble;
  const files = openStorage(settings);
  const probe = `probe-${randomUUID()}`;
  try {
    await files.put(probe, new Uint8Array(1));
    await files.delete(probe);
    return undefined;
  } catch (error) {
    return `The bucket of STORAGE_URL, ${bucketOf(settings).origin}, cannot be used: ${wordsOf(error)}`;
  }
}

/** What the bucket or the network said, not what people are told. */
function wordsOf(error: unknown): string {
  const { cause } = error as Error;
  if (!(cause instanceof Error)) return (error as Error).message;
  const { code, message } = cause as NodeJS.ErrnoException;
  return message || code || cause.name;
}
