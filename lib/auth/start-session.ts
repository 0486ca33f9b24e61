import { newId } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import type { Visit } from "./schema";
import { digestOf, newSecret } from "./secrets";
import type { SessionToken } from "./session-token";

/** Ended and expired sessions are kept this long for the list of people's last visits. */
const KEPT_MS = 30 * 86_400_000;

/**
 * Makes a session for a person whose identity has been proved. The browser's former session, if it had one, ends: a
 * planted or copied cookie is worth nothing after a login.
 */
export async function startSession(
  ctx: Context,
  userId: string,
  visit: Pick<Visit, "userAgent">,
): Promise<SessionToken> {
  const token = { sessionId: newId(), secret: newSecret() };
  const longAgo = new Date(ctx.now.getTime() - KEPT_MS);
  await ctx.db.session.deleteMany({
    where: { userId, OR: [{ expiresAt: { lt: longAgo } }, { endedAt: { lt: longAgo } }] },
  });
  if (ctx.actor.type === "user") {
    await ctx.db.session.updateMany({ where: { id: ctx.actor.sessionId, endedAt: null }, data: { endedAt: ctx.now } });
  }
  await ctx.db.session.create({
    data: {
      id: token.sessionId,
      userId,
      secretDigest: digestOf(token.secret),
      userAgent: visit.userAgent.slice(0, 300),
      createdAt: ctx.now,
      lastSeenAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + env().SESSION_LIFETIME_MS),
    },
  });
  return token;
}
