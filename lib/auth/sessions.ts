import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { requireUserActor } from "./actor";
import { audit } from "./audit";
import type { IdParams, SessionSummary } from "./schema";

/** Where the person who asks is signed in, the last seen first; at most 100. */
export async function listSessions(ctx: Context): Promise<SessionSummary[]> {
  const { userId, sessionId } = requireUserActor(ctx);
  const rows = await ctx.db.session.findMany({
    where: { userId, endedAt: null, expiresAt: { gt: ctx.now }, user: { disabledAt: null } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 100,
    select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true, expiresAt: true },
  });
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    current: row.id === sessionId,
  }));
}

/**
 * Signs one browser of the person who asks out; it may be the one that asks.
 * @throws AppError `not_found` for other people's, ended and unknown sessions alike
 */
export async function endSession(ctx: Context, input: IdParams): Promise<void> {
  const { userId } = requireUserActor(ctx);
  const { count } = await ctx.db.session.updateMany({
    where: { id: input.id, userId, endedAt: null },
    data: { endedAt: ctx.now },
  });
  if (!count) throw new AppError("not_found", "There is no such session.");
}

/** Signs out every browser but the one that asks. */
export async function endOtherSessions(ctx: Context): Promise<{ ended: number }> {
  const { userId, sessionId } = requireUserActor(ctx);
  const { count } = await ctx.db.session.updateMany({
    where: { userId, id: { not: sessionId }, endedAt: null },
    data: { endedAt: ctx.now },
  });
  if (count) await audit(ctx, "sessions.ended", userId, { ended: count });
  return { ended: count };
}
