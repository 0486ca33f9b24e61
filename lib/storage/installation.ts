import { env } from "@/lib/env";
import { openStorage } from "./open-storage";
import type { Storage } from "./storage";

const shared = globalThis as typeof globalThis & { silicaStorage?: Storage };

/** Where this installation keeps its bytes. */
export function storage(): Storage {
  return (shared.silicaStorage ??= openStorage(env()));
}
