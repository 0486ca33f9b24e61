import { AppError, newId } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { audit } from "./audit";
import { createAccount } from "./create-account";
import { findInvitation, linkTo, noteUse, revokeSetupLinks, claimInvitation } from "./invitation";
import { acceptPassword } from "./new-password";
import type { SetupInput, Visit } from "./schema";
import { digestOf, newSecret } from "./secrets";
import { sessionCookie } from "./session-token";
import type { SignedIn } from "./sign-in";
import { startSession } from "./start-session";

export async function hasAdministrator(ctx: Context): Promise<boolean> {
  const found = await ctx.db.user.findFirst({ where: { role: "admin", disabledAt: null }, select: { id: true } });
  return found !== null;
}

/**
 * Makes the link with which an operator creates the first administrator. It works once; earlier ones stop working.
 * @param input.again true makes a link although there is an administrator: for operators who have lost theirs
 * @throws AppError `forbidden` for anyone but an operator's command, `conflict` (`administrator_exists`)
 */
export async function createSetupLink(
  ctx: Context,
  input: { again?: boolean } = {},
): Promise<{ url: string; expiresAt: string }> {
  if (ctx.actor.type !== "system") throw new AppError("forbidden", "Setup links are made on the server.");
  const token = newSecret();
  const expiresAt = new Date(ctx.now.getTime() + env().INVITATION_LIFETIME_MS);
  await inTransaction(ctx, async (tx) => {
    if (!input.again && (await hasAdministrator(tx))) {
      throw new AppError("conflict", "There is an administrator already.", { reason: "administrator_exists" });
    }
    await revokeSetupLinks(tx);
    const { id } = await tx.db.invitation.create({
      data: {
        id: newId(),
        kind: "setup",
        role: "admin",
        tokenDigest: digestOf(token),
        createdAt: tx.now,
        expiresAt,
      },
      select: { id: true },
    });
    await audit(tx, "setup_link.created", id);
  });
  return { url: linkTo("setup", token), expiresAt: expiresAt.toISOString() };
}

/**
 * Creates the administrator a setup link stands for and signs in. However many ask at once with one link, one succeeds.
 * @throws AppError `not_found` (`setup_link_invalid`), `conflict` (`email_taken`), `invalid_input` (`common_password`)
 */
export async function completeSetup(ctx: Context, input: SetupInput & Visit): Promise<SignedIn> {
  const invalid = () =>
    new AppError("not_found", "This link has been used or is too old. Make a new one on the server.", {
      reason: "setup_link_invalid",
    });
  if ((await findInvitation(ctx, input.token))?.kind !== "setup") throw invalid();
  const passwordHash = await acceptPassword(input.password, [input.email, input.name]);
  const { account, token } = await inTransaction(ctx, async (tx) => {
    const link = await claimInvitation(tx, "setup", input.token);
    if (!link) throw invalid();
    const account = await createAccount(tx, {
      email: input.email,
      name: input.name,
      role: "admin",
      passwordHash,
      acceptedTermsAt: tx.now,
      by: "setup",
      invitationId: link.id,
    });
    await noteUse(tx, link.id, account.id);
    await revokeSetupLinks(tx);
    return { account, token: await startSession(tx, account.id, input) };
  });
  return { account, setCookie: await sessionCookie(token) };
}
