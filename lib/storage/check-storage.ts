import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { folderOf } from "./local";
import { openStorage, type StorageSettings } from "./open-storage";
import { bucketOf } from "./s3/address";

/**
 * Tries to write into the storage, after making the folder where there is none: a start that cannot keep files is refused.
 * @returns the reason why it cannot be used
 */
export async function checkStorage(settings: StorageSettings): Promise<string | undefined> {
  return settings.STORAGE_URL.startsWith("file:") ? checkFolder(settings.STORAGE_URL) : checkBucket(settings);
}

async function checkFolder(url: string): Promise<string | undefined> {
  const folder = folderOf(url);
  const probe = path.join(folder, `.probe-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(probe, "");
    await rm(probe);
    return undefined;
  } catch (error) {
    return `The folder of STORAGE_URL, ${folder}, cannot be used: ${(error as Error).message}`;
  }
}

async function checkBucket(settings: StorageSettings): Promise<string | undefined> {
  try {
    const { origin } = bucketOf(settings);
    const files = openStorage(settings);
    const probe = `probe-${randomUUID()}`;
    return await files
      .put(probe, new Uint8Array(1))
      .then(() => files.delete(probe))
      .then(
        () => undefined,
        (error: Error) => `The bucket of STORAGE_URL, ${origin}, cannot be used: ${wordsOf(error)}`,
      );
  } catch (error) {
    return `${(error as Error).message}.`;
  }
}

/** What the bucket or the network said, not what people are told. */
function wordsOf(error: unknown): string {
  const { cause } = error as Error & { details?: { cause?: unknown } };
  if (!(cause instanceof Error)) return (error as Error).message;
  const { code, message } = cause as NodeJS.ErrnoException;
  return message || code || cause.name;
}
