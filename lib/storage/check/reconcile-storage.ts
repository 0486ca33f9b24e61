import type { Context } from "@/lib/db";
import type { StorageCheck, StorageCheckInput } from "../schema";
import { continueStorageCheck } from "./continue-check";
import { lastStorageCheck } from "./last-check";
import { startStorageCheck } from "./start-check";

/**
 * Compares every row with the files and every file with the rows, from here to the end.
 * @throws AppError `forbidden`; `unavailable` when the storage goes away: the check goes on with the next call
 */
export async function reconcileStorage(ctx: Context, input: StorageCheckInput): Promise<StorageCheck> {
  await startStorageCheck(ctx, input);
  while (!(await continueStorageCheck(ctx, { budgetMs: 60_000 })));
  return (await lastStorageCheck(ctx))!;
}
