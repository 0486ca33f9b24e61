import path from "node:path";
import { env } from "@/lib/env";
import { storagePlace } from "./storage-place";

/**
 * A folder for what is still being written and must outlive this process: beside the files where they are kept in a
 * folder, so that every process that shares them finds it; else on this machine.
 */
export function spoolFolder(): string {
  const { kind, place } = storagePlace();
  return kind === "folder" ? path.join(place, "spool") : path.resolve(env().DATA_FOLDER, "spool");
}
