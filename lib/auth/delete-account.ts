import { inTransaction, type Context } from "@/lib/db";
import { enqueue } from "@/lib/jobs";
import { requireUserActor } from "./actor";
import { requireOtherAdministrator } from "./administrators";
import { audit } from "./audit";
import { ERASED_PREFIX, eraseAccount } from "./erase-account";
import { revokeInvitationsOf } from "./invitations";
import { proveOwner } from "./prove-owner";
import type { DeleteAccountInput, Visit } from "./schema";
import { endedCookie } from "./session-token";

/**
 * Deletes the account of who asks: identity and sessions are gone when this returns, and everything written follows by
 * a job that survives a restart. Nothing can be started for the account any more.
 * @returns the Set-Cookie line that takes the cookie away
 * @throws AppError as `proveOwner`, and `conflict` (`last_administrator`)
 */
export async function deleteAccount(ctx: Context, input: DeleteAccountInput & Visit): Promise<{ setCookie: string }> {
  const actor = requireUserActor(ctx);
  const { userId, email } = actor;
  await proveOwner(ctx, actor, { password: input.password, field: "password", clientAddress: input.clientAddress });
  await inTransaction(ctx, async (tx) => {
    await requireOtherAdministrator(tx, userId);
    await tx.db.identity.deleteMany({ where: { userId } });
    await tx.db.session.deleteMany({ where: { userId } });
    await tx.db.generation.updateMany({
      where: { userId, state: "streaming", stopRequestedAt: null },
      data: { stopRequestedAt: tx.now },
    });
    await revokeInvitationsOf(tx, userId);
    await tx.db.invitation.updateMany({ where: { OR: [{ email }, { usedById: userId }] }, data: { email: null } });
    await tx.db.user.update({
      where: { id: userId },
      data: {
        email: `${ERASED_PREFIX}${userId}`,
        name: "",
        passwordHash: null,
        role: "member",
        locale: null,
        theme: null,
        disabledAt: tx.now,
      },
    });
    await audit(tx, "account.deleted", userId);
    await enqueue(tx, eraseAccount, { userId }, { key: userId });
  });
  return { setCookie: endedCookie() };
}
