import { digestOf, sharingEnabled } from "@/lib/auth";
import type { Context } from "@/lib/db";
import type { StoredSnapshot } from "./schema";

/** A link that still leads somewhere. Asked of the database each time, so that a revoked one is over at once. */
export async function findOpenShare(ctx: Context, token: string) {
  if (!/^[\w-]{43}$/.test(token) || !(await sharingEnabled(ctx))) return undefined;
  const row = await ctx.db.share.findFirst({
    where: {
      tokenDigest: digestOf(token),
      ...open(ctx.now),
      conversation: { deletedAt: null },
      user: { disabledAt: null },
    },
    select: { userId: true, title: true, snapshot: true, createdAt: true, expiresAt: true },
  });
  return row ? { ...row, snapshot: row.snapshot as unknown as StoredSnapshot } : undefined;
}

/** What makes a link lead somewhere, as far as its own row says. */
export function open(now: Date) {
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
}
