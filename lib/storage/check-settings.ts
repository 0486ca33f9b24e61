import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { folderOf } from "./local";
import { bucketOf, type BucketSettings } from "./s3/address";

/**
 * Whether there can be a storage by these settings: the folder is made and written into, the bucket's address read. For
 * the launcher, which stays and shall not carry what speaks to buckets.
 * @returns the reason why not
 */
export async function checkStorageSettings(settings: BucketSettings): Promise<string | undefined> {
  if (settings.STORAGE_URL.startsWith("file:")) return checkFolder(settings.STORAGE_URL);
  try {
    bucketOf(settings);
    return undefined;
  } catch (error) {
    return `${(error as Error).message}.`;
  }
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
