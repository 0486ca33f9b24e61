import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { loadCreation } from "./load-creations";
import { requirePerson } from "./person";
import type { Creation } from "./schema";

/**
 * What was made of a request that was sent before, with the same key.
 * @throws AppError `conflict` (`request_key`) where the key stood for another request
 */
export async function findMadeCreation(
  ctx: Context,
  { requestKey, requestDigest }: { requestKey: string; requestDigest: string },
): Promise<Creation | undefined> {
  const userId = requirePerson(ctx);
  const made = await ctx.db.creation.findUnique({
    where: { userId_requestKey: { userId, requestKey } },
    select: { id: true, requestDigest: true },
  });
  if (!made) return undefined;
  if (made.requestDigest !== requestDigest) {
    throw new AppError("conflict", "This request key was used for another request.", {
      field: "requestKey",
      reason: "request_key",
    });
  }
  return loadCreation(ctx, made.id);
}
