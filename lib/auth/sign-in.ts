import { AppError } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { accountColumns, toAccount } from "./account";
import { hashPassword, verifyPassword } from "./password";
import type { Account, SignInInput, Visit } from "./schema";
import { sessionCookie } from "./session-token";
import { startSession } from "./start-session";
import { forgetOldAttempts, limitAttempts } from "./throttle";

/** An account, and the Set-Cookie line that signs the browser in to it. */
export interface SignedIn {
  account: Account;
  setCookie: string;
}

/**
 * Signs in with address and password and starts a new session.
 *
 * Unknown addresses, accounts without a password and wrong passwords take the same steps and time, and answer alike.
 * @throws AppError `unauthenticated` (`credentials`), `forbidden` (`disabled`, only to who knows the password),
 *   `rate_limited` (`attempts`)
 */
export async function signIn(ctx: Context, input: SignInInput & Visit): Promise<SignedIn> {
  const { row, outdated } = await limitAttempts(
    { account: input.email, clientAddress: input.clientAddress },
    async () => {
      const row = await ctx.db.user.findUnique({
        where: { email: input.email },
        select: { ...accountColumns, disabledAt: true },
      });
      const { matches, outdated } = await verifyPassword(input.password, row?.passwordHash);
      if (row && matches) return { row, outdated };
      throw new AppError("unauthenticated", "The e-mail address or the password is wrong.", { reason: "credentials" });
    },
  );
  if (row.disabledAt) {
    throw new AppError("forbidden", "This account is disabled. Ask your administrator.", { reason: "disabled" });
  }
  const stronger = outdated ? await hashPassword(input.password) : undefined;
  const token = await inTransaction(ctx, async (tx) => {
    if (stronger) {
      // Only over the hash that was checked: the password may have been changed meanwhile.
      await tx.db.user.updateMany({
        where: { id: row.id, passwordHash: row.passwordHash },
        data: { passwordHash: stronger },
      });
    }
    await forgetOldAttempts(tx);
    return startSession(tx, row.id, input);
  });
  return { account: toAccount(row), setCookie: await sessionCookie(token) };
}
