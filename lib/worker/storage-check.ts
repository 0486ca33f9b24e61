import { z } from "zod";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { defineJob, enqueue, Postpone } from "@/lib/jobs";
import { continueStorageCheck, startDueStorageCheck } from "@/lib/storage";

/** A turn of the check; then others come first. */
const TURN_MS = 5_000;
const PAUSE_MS = 1_000;

/** Goes on with the comparison of rows and files, a turn at a time. */
export const checkStorageJob = defineJob({
  name: "check-storage",
  payload: z.strictObject({}),
  attempts: 20,
  handle: async (ctx) => {
    if (!(await continueStorageCheck(ctx, { budgetMs: TURN_MS }))) throw new Postpone(PAUSE_MS);
  },
});

/**
 * Sees to it that a check that is due, or that somebody has asked for, goes on.
 * @returns 1 while there is one
 */
export async function askForStorageCheck(ctx: Context): Promise<number> {
  if (!(await startDueStorageCheck(ctx, env().STORAGE_CHECK_INTERVAL_MS))) return 0;
  await enqueue(ctx, checkStorageJob, {}, { key: "all" });
  return 1;
}
