import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { folderOf } from "./local";

/**
 * Makes the folder where there is none, and tries to write into it: a start that cannot keep files is refused.
 * @returns the reason why it cannot be used
 */
export async function checkStorage(url: string): Promise<string | undefined> {
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
