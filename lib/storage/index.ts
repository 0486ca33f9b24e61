import "server-only";
import { env } from "@/lib/env";
import { openStorage } from "./open-storage";
import type { Storage } from "./storage";

export { checkStorage } from "./check-storage";
export { holdRoom, releaseRoom, sweepRoom } from "./room/hold-room";
export { requireRoom } from "./room/require-room";
export { setStorageLimit } from "./room/set-storage-limit";
export { storageOf, storageUse } from "./room/storage-use";
export { withinRoom } from "./room/within-room";
export type { ByteRange, PutOptions, Storage, StoredFile, StoredPage } from "./storage";

const shared = globalThis as typeof globalThis & { silicaStorage?: Storage };

/** Where this installation keeps its bytes. */
export function storage(): Storage {
  return (shared.silicaStorage ??= openStorage(env()));
}
