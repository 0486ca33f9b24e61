import { AppError, type UserActor } from "@/lib/core";
import type { Context } from "@/lib/db";
import { verifyPassword } from "./password";
import { limitAttempts } from "./throttle";

/** Without a password, a session proves its owner this long after the sign-in it came from. */
const FRESH_MS = 10 * 60_000;

/**
 * Makes sure that the owner of the account is at the keyboard, not only somebody at their unlocked screen.
 * @param input.field the form's name of the password, for the failure
 * @returns the hash that was checked, null for an account without a password
 * @throws AppError `invalid_input` (`current_password`), `forbidden` (`sign_in_again`), `rate_limited` (`attempts`)
 */
export async function proveOwner(
  ctx: Context,
  actor: UserActor,
  input: { password?: string | undefined; field: string; clientAddress: string },
): Promise<string | null> {
  const session = await ctx.db.session.findFirst({
    where: { id: actor.sessionId, userId: actor.userId, endedAt: null },
    select: { createdAt: true, user: { select: { email: true, passwordHash: true } } },
  });
  if (!session) throw new AppError("unauthenticated", "Sign in to go on.");
  const { email, passwordHash } = session.user;
  if (passwordHash === null) {
    if (ctx.now.getTime() - session.createdAt.getTime() <= FRESH_MS) return null;
    throw new AppError("forbidden", "Sign out, sign in again, and repeat this within ten minutes.", {
      reason: "sign_in_again",
    });
  }
  const { password, field, clientAddress } = input;
  await limitAttempts({ account: email, clientAddress }, async () => {
    if (password !== undefined && (await verifyPassword(password, passwordHash)).matches) return;
    throw new AppError("invalid_input", "The current password is wrong.", {
      reason: "current_password",
      field,
      fields: { [field]: "The current password is wrong." },
    });
  });
  return passwordHash;
}
