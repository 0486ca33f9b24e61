import type { Context } from "@/lib/db";
import { endedCookie } from "./session-token";

/**
 * Ends the session of who asks, on the server. Harmless for those who are not signed in.
 * @returns the Set-Cookie line that takes the cookie away
 */
export async function signOut(ctx: Context): Promise<{ setCookie: string }> {
  if (ctx.actor.type === "user") {
    await ctx.db.session.updateMany({
      where: { id: ctx.actor.sessionId, userId: ctx.actor.userId, endedAt: null },
      data: { endedAt: ctx.now },
    });
  }
  return { setCookie: endedCookie() };
}
