import "server-only";

export { continueStorageCheck } from "./check/continue-check";
export { lastStorageCheck } from "./check/last-check";
export { reconcileStorage } from "./check/reconcile-storage";
export { startDueStorageCheck, startStorageCheck } from "./check/start-check";
export { checkStorage } from "./check-storage";
export { storage } from "./installation";
export { holdRoom, releaseRoom, sweepRoom } from "./room/hold-room";
export { largestStorageUsers, storageTotals } from "./room/largest-users";
export { requireRoom } from "./room/require-room";
export { setStorageLimit } from "./room/set-storage-limit";
export { storageOf, storageUse } from "./room/storage-use";
export { withinRoom } from "./room/within-room";
export { spoolFolder } from "./spool-folder";
export { storagePlace } from "./storage-place";
export type { ByteRange, PutOptions, Storage, StoredFile, StoredPage } from "./storage";
