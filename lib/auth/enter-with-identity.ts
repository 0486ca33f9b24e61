import { AppError, isAppError } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { normaliseEmail } from "./email";
import type { OutsideProfile } from "./outside-providers";
import type { Visit } from "./schema";
import type { SessionToken } from "./session-token";
import { checkAdmission, joinAs } from "./sign-up";
import { startSession } from "./start-session";

/** What the sign-up page sent along: the terms were accepted, and perhaps an invitation. */
export interface Joining {
  token?: string | undefined;
}

/**
 * Starts a session for somebody an outside provider has identified. A known identity is its account. An unknown one
 * makes an account if the person came from the sign-up page, may sign up, and the provider vouches for the address. It
 * is never tied to an account that exists: whoever controls an address at a provider would own the account here.
 * @throws AppError with the reasons of `signUp`, and `no_account`, `account_exists`, `email_unverified`, `disabled`
 */
export async function enterWithIdentity(
  ctx: Context,
  input: { provider: string; profile: OutsideProfile; joining: Joining | undefined } & Pick<Visit, "userAgent">,
): Promise<SessionToken> {
  const { provider, profile, joining } = input;
  const identity = { provider, subject: profile.id };
  const known = await ctx.db.identity.findUnique({
    where: { provider_subject: identity },
    select: { user: { select: { id: true, disabledAt: true } } },
  });
  if (known?.user.disabledAt) {
    throw new AppError("forbidden", "This account is disabled. Ask your administrator.", { reason: "disabled" });
  }
  if (known) return inTransaction(ctx, (tx) => startSession(tx, known.user.id, input));

  const email = await requireFreeAddress(ctx, profile);
  if (!joining) throw noAccount();
  await checkAdmission(ctx, { email, token: joining.token });
  const name = profile.name.replace(/\p{C}/gu, "").trim().slice(0, 80);
  try {
    return await inTransaction(ctx, async (tx) => {
      const account = await joinAs(tx, { email, name, passwordHash: null, identity }, joining.token);
      return startSession(tx, account.id, input);
    });
  } catch (error) {
    throw isAppError(error) && error.details.reason === "email_taken" ? accountExists() : error;
  }
}

async function requireFreeAddress(ctx: Context, profile: OutsideProfile): Promise<string> {
  const email = normaliseEmail(profile.email);
  if (!email || !profile.emailVerified) {
    throw new AppError("forbidden", "The provider does not vouch for your e-mail address.", {
      reason: "email_unverified",
    });
  }
  if (await ctx.db.user.findUnique({ where: { email }, select: { id: true } })) throw accountExists();
  return email;
}

function noAccount(): AppError {
  return new AppError("forbidden", "There is no account for this sign-in yet. Sign up first.", {
    reason: "no_account",
  });
}

function accountExists(): AppError {
  return new AppError("conflict", "There is an account with this address. Sign in to it with its password.", {
    reason: "account_exists",
  });
}
