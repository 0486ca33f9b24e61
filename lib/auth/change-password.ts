import { AppError } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { requireUserActor } from "./actor";
import { audit } from "./audit";
import { acceptPassword } from "./new-password";
import { proveOwner } from "./prove-owner";
import type { PasswordInput, Visit } from "./schema";
import { sessionCookie } from "./session-token";
import { startSession } from "./start-session";

/**
 * Sets a new password. Every session ends, and this browser gets a new one: whoever knew the old password is out.
 * @returns the Set-Cookie line of the new session
 * @throws AppError as `proveOwner`, and `invalid_input` (`common_password`)
 */
export async function changePassword(ctx: Context, input: PasswordInput & Visit): Promise<{ setCookie: string }> {
  const actor = requireUserActor(ctx);
  const proof = { password: input.currentPassword, field: "currentPassword", clientAddress: input.clientAddress };
  const before = await proveOwner(ctx, actor, proof);
  const passwordHash = await acceptPassword(input.newPassword, [actor.email, actor.name], "newPassword");
  const token = await inTransaction(ctx, async (tx) => {
    // Over the hash that was proved alone: of two changes at once the second proved a password that is no more.
    const { count } = await tx.db.user.updateMany({
      where: { id: actor.userId, passwordHash: before },
      data: { passwordHash, passwordChangedAt: tx.now },
    });
    if (!count) {
      throw new AppError("conflict", "The password has just been changed elsewhere.", { reason: "current_password" });
    }
    await tx.db.session.updateMany({ where: { userId: actor.userId, endedAt: null }, data: { endedAt: tx.now } });
    await audit(tx, "password.changed", actor.userId);
    return startSession(tx, actor.userId, input);
  });
  return { setCookie: await sessionCookie(token) };
}
