import { env } from "@/lib/env";
import { folderOf } from "./local";

/** Where files are kept, for administrators: without keys and settings. */
export function storagePlace(): { kind: "folder" | "bucket"; place: string } {
  const { STORAGE_URL } = env();
  if (STORAGE_URL.startsWith("file:")) return { kind: "folder", place: folderOf(STORAGE_URL) };
  return { kind: "bucket", place: STORAGE_URL.split("?", 1)[0]! };
}
