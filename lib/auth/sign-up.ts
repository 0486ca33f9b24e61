import { AppError, type Role } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { createAccount, type NewAccount } from "./create-account";
import { findInvitation, noteUse, claimInvitation } from "./invitation";
import { acceptPassword } from "./new-password";
import type { Account, SignUpInput, Visit } from "./schema";
import { sessionCookie } from "./session-token";
import type { SignedIn } from "./sign-in";
import { startSession } from "./start-session";
import { limitAttempts } from "./throttle";

/**
 * Creates an account, by invitation or where sign-up is open, and signs in. One invitation makes one account, however
 * many ask at once.
 *
 * Who may sign up necessarily learns whether an address is taken, so tries with taken addresses are throttled.
 * @throws AppError `forbidden` (`sign_up_closed`, `invitation_required`, `invitation_email`), `not_found`
 *   (`invitation_invalid`), `conflict` (`email_taken`), `invalid_input` (`common_password`), `rate_limited` (`attempts`)
 */
export async function signUp(ctx: Context, input: SignUpInput & Visit): Promise<SignedIn> {
  await checkAdmission(ctx, input);
  const { account, token } = await limitAttempts({ clientAddress: input.clientAddress }, async () => {
    const passwordHash = await acceptPassword(input.password, [input.email, input.name]);
    return inTransaction(ctx, async (tx) => {
      const account = await joinAs(tx, { email: input.email, name: input.name, passwordHash }, input.token);
      return { account, token: await startSession(tx, account.id, input) };
    });
  });
  return { account, setCookie: await sessionCookie(token) };
}

/** Refuses before a password is hashed what the transaction would refuse anyway. */
export async function checkAdmission(
  ctx: Context,
  input: { email: string; token?: string | undefined },
): Promise<void> {
  if (env().SIGNUP === "closed") {
    throw new AppError("forbidden", "Accounts are made by the administrator here.", { reason: "sign_up_closed" });
  }
  if (input.token === undefined) {
    if (env().SIGNUP === "open") return;
    throw new AppError("forbidden", "Ask an administrator for an invitation link.", { reason: "invitation_required" });
  }
  const offer = await findInvitation(ctx, input.token);
  if (offer?.kind !== "invite") throw invalidInvitation();
  checkAddress(offer, input.email);
}

/**
 * Makes the account of somebody who has been admitted, in the caller's transaction, and uses the invitation up.
 * The person has accepted the terms.
 */
export async function joinAs(
  tx: Context,
  person: Pick<NewAccount, "email" | "name" | "passwordHash" | "identity">,
  invitationToken: string | undefined,
): Promise<Account> {
  if (invitationToken === undefined) {
    return createAccount(tx, { ...person, role: "member", acceptedTermsAt: tx.now, by: "open" });
  }
  const invitation = await claimInvitation(tx, "invite", invitationToken);
  if (!invitation) throw invalidInvitation();
  checkAddress(invitation, person.email);
  const role: Role = invitation.role;
  const by = { by: "invitation", invitationId: invitation.id } as const;
  const account = await createAccount(tx, { ...person, role, acceptedTermsAt: tx.now, ...by });
  await noteUse(tx, invitation.id, account.id);
  return account;
}

function invalidInvitation(): AppError {
  return new AppError("not_found", "This invitation has been used, withdrawn or is too old. Ask for a new one.", {
    reason: "invitation_invalid",
  });
}

function checkAddress(invitation: { email: string | null }, email: string): void {
  if (invitation.email === null || invitation.email === email) return;
  throw new AppError("forbidden", "This invitation is for another e-mail address.", {
    reason: "invitation_email",
    field: "email",
  });
}
