import "server-only";
import { env } from "@/lib/env";
import { openFolder } from "./local";
import type { Storage } from "./storage";

export { checkStorage } from "./check-storage";
export type { ByteRange, Storage } from "./storage";

const shared = globalThis as typeof globalThis & { silicaStorage?: Storage };

/** Where this installation keeps its bytes. */
export function storage(): Storage {
  return (shared.silicaStorage ??= openFolder(env().STORAGE_URL));
}
