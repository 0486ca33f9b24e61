import type { Context } from "@/lib/db";
import { holdRoom, releaseRoom, type WantedRoom } from "./hold-room";

/**
 * Does what keeps a file while room is held for it.
 * @throws AppError `quota_exceeded` (`storage_full`), before anything is done; what `work` throws
 */
export async function withinRoom<Result>(
  ctx: Context,
  wanted: WantedRoom,
  work: () => Promise<Result>,
): Promise<Result> {
  const hold = await holdRoom(ctx, wanted);
  try {
    return await work();
  } finally {
    // What cannot be given back now is swept once it has run out; the file counts by its row.
    await releaseRoom(ctx, hold).catch(() => {});
  }
}
