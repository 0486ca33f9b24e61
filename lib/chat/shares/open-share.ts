import { linkDigest, openLinks } from "@/lib/auth";
import type { Context } from "@/lib/db";
import type { StoredSnapshot } from "./schema";

/** A link that still leads somewhere. Asked of the database each time, so that a revoked one is over at once. */
export async function findOpenShare(ctx: Context, token: string) {
  const tokenDigest = await linkDigest(ctx, token);
  if (tokenDigest === undefined) return undefined;
  const row = await ctx.db.share.findFirst({
    where: {
      tokenDigest,
      ...openLinks(ctx.now),
      conversation: { deletedAt: null },
      user: { disabledAt: null },
    },
    select: { userId: true, title: true, snapshot: true, createdAt: true, expiresAt: true },
  });
  return row ? { ...row, snapshot: row.snapshot as unknown as StoredSnapshot } : undefined;
}
