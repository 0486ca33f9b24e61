import { z } from "zod";
import { locales, type Locale, type Role, type Theme } from "@/lib/core";
import { normaliseEmail } from "./email";

/** Finer reasons of failures here (`details.reason`), each with words of its own for people. */
export const authReasons = [
  /** wrong address or password; which of the two is not said */
  "credentials",
  /** the password was right, but an administrator has disabled the account */
  "disabled",
  /** too many wrong passwords for this account or from this client */
  "attempts",
  "sign_up_closed",
  /** sign-up needs an invitation link */
  "invitation_required",
  /** unknown, used, revoked or expired */
  "invitation_invalid",
  /** the invitation is for another address */
  "invitation_email",
  "invitation_used",
  /** unknown, used, revoked or expired */
  "setup_link_invalid",
  "administrator_exists",
  "email_taken",
  /** the password is among those that are tried first */
  "common_password",
  /** the current password that was given is wrong */
  "current_password",
  /** the account has no password and the session is too old to prove who asks */
  "sign_in_again",
  "last_administrator",
  /** outside sign-in: nobody here has this identity; sign up first */
  "no_account",
  /** outside sign-in: a password account owns this address; sign in with the password (accounts cannot be linked) */
  "account_exists",
  /** outside sign-in: the provider does not vouch for the address */
  "email_unverified",
  /** outside sign-in: the provider refused, or its answer was not what it should be */
  "provider_failed",
] as const;
export type AuthReason = (typeof authReasons)[number];

export const MIN_PASSWORD = 8;
export const ADVISED_PASSWORD = 15;
export const MAX_PASSWORD = 1024;

/** An address in the spelling that owns an account. */
export const Email = z
  .string()
  .max(508)
  .transform((text, context) => {
    const email = normaliseEmail(text);
    if (email === undefined) context.addIssue({ code: "custom", message: "Enter one e-mail address." });
    return email ?? z.NEVER;
  });

const GivenPassword = z.string().min(1).max(MAX_PASSWORD);
export const NewPassword = z
  .string()
  .max(MAX_PASSWORD, `Use at most ${MAX_PASSWORD} characters.`)
  .refine((password) => [...password].length >= MIN_PASSWORD, `Use at least ${MIN_PASSWORD} characters.`);
const Name = z
  .string()
  .trim()
  .max(80)
  .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, "Leave out control characters.");
const Token = z.string().regex(/^[\w-]{20,200}$/, "This link is not whole.");

/** From where a person acts. Routes read it from the request, never from the body. */
export interface Visit {
  clientAddress: string;
  userAgent: string;
}

/** POST /api/sign-in */
export const SignInInput = z.strictObject({ email: Email, password: GivenPassword });
export type SignInInput = z.infer<typeof SignInInput>;

/** POST /api/sign-up. `acceptTerms`: the person accepts the terms and is old enough for them. */
export const SignUpInput = z.strictObject({
  email: Email,
  name: Name.default(""),
  password: NewPassword,
  acceptTerms: z.literal(true),
  token: Token.optional(),
});
export type SignUpInput = z.infer<typeof SignUpInput>;

/** POST /api/setup */
export const SetupInput = SignUpInput.extend({ token: Token });
export type SetupInput = z.infer<typeof SetupInput>;

/** The paths of /api/auth/…; a provider names itself in the last part. */
export const OutsideParams = z.strictObject({ nextauth: z.array(z.string().max(40)).min(1).max(2) });
export type OutsideParams = z.infer<typeof OutsideParams>;

/**
 * POST /api/auth/signin/:provider and /api/auth/signout. `csrfToken` comes from GET /api/auth/csrf. From the sign-up
 * page `acceptTerms` and the invitation's `token` come along: without them nobody new is let in.
 */
export const OutsideInput = z.strictObject({
  csrfToken: z.string().max(200),
  callbackUrl: z.string().max(2000).optional(),
  acceptTerms: z.literal(true).optional(),
  token: Token.optional(),
});
export type OutsideInput = z.infer<typeof OutsideInput>;

/** PATCH /api/settings; null follows the browser or the system */
export const ProfileInput = z.strictObject({
  name: Name.optional(),
  locale: z.enum(locales).nullable().optional(),
  theme: z.enum(["light", "dark"]).nullable().optional(),
});
export type ProfileInput = z.infer<typeof ProfileInput>;

/** POST /api/settings/password; `currentPassword` is left out by those who have none yet */
export const PasswordInput = z.strictObject({ currentPassword: GivenPassword.optional(), newPassword: NewPassword });
export type PasswordInput = z.infer<typeof PasswordInput>;

/** POST /api/settings/delete-account; `password` is left out by those who have none */
export const DeleteAccountInput = z.strictObject({ password: GivenPassword.optional() });
export type DeleteAccountInput = z.infer<typeof DeleteAccountInput>;

/** POST /api/settings/takeout */
export const TakeoutInput = z.strictObject({ password: GivenPassword.optional() });
export type TakeoutInput = z.infer<typeof TakeoutInput>;

/** GET /api/settings/takeout */
export const TakeoutQuery = z.strictObject({ token: z.string().min(1).max(2_000) });

/** Where everything of a person can be downloaded, and until when. */
export interface TakeoutLink {
  /** of the archive */
  address: string;
  /** all conversations alone */
  conversations: { json: string; markdown: string };
  expiresAt: string;
}

/** The row a path names. */
export const IdParams = z.strictObject({ id: z.uuid() });
export type IdParams = z.infer<typeof IdParams>;

/** GET /api/admin/people */
export const ListPeopleInput = z.strictObject({
  /** part of an address or a name */
  search: z
    .string()
    .trim()
    .max(100)
    .regex(/^[^\p{Cc}]*$/u)
    .optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListPeopleInput = z.infer<typeof ListPeopleInput>;

const RoleInput = z.enum(["admin", "member"]);

/** PATCH /api/admin/people/:id */
export const PersonInput = z.strictObject({ role: RoleInput.optional(), disabled: z.boolean().optional() });
export type PersonInput = z.infer<typeof PersonInput>;

/** POST /api/admin/invitations; `email` binds the link to one address */
export const InvitationInput = z.strictObject({ role: RoleInput.default("member"), email: Email.optional() });
export type InvitationInput = z.infer<typeof InvitationInput>;

/** GET /api/admin/invitations */
export const ListInvitationsInput = ListPeopleInput.omit({ search: true });
export type ListInvitationsInput = z.infer<typeof ListInvitationsInput>;

/** `npm run admin -- user create` */
export const CreateUserInput = z.strictObject({
  email: Email,
  name: Name.default(""),
  role: RoleInput,
  password: NewPassword,
});
export type CreateUserInput = z.infer<typeof CreateUserInput>;

/** `npm run admin -- user password` */
export const ResetPasswordInput = CreateUserInput.pick({ email: true, password: true });
export type ResetPasswordInput = z.infer<typeof ResetPasswordInput>;

/** A person's own account. Times are ISO. */
export interface Account {
  id: string;
  email: string;
  name: string;
  role: Role;
  locale: Locale | null;
  theme: Theme | null;
  hasPassword: boolean;
  /** outside sign-ins that belong to it: "github", "google", "oidc" */
  providers: string[];
  createdAt: string;
}

/** A person as administrators see them. */
export interface Person {
  id: string;
  email: string;
  name: string;
  role: Role;
  disabled: boolean;
  createdAt: string;
  lastSeenAt: string | null;
}

export interface Page<Item> {
  items: Item[];
  /** null at the end */
  nextCursor: string | null;
}

/** A signed-in browser of the person who asks. */
export interface SessionSummary {
  id: string;
  userAgent: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  /** the one that asks */
  current: boolean;
}

export interface InvitationSummary {
  id: string;
  role: Role;
  email: string | null;
  state: "open" | "used" | "revoked" | "expired";
  createdAt: string;
  expiresAt: string;
  /** address of the administrator who made it, null once erased */
  createdBy: string | null;
}

/** What a link's page may show before anyone has signed up with it. */
export interface InvitationOffer {
  kind: "invite" | "setup";
  role: Role;
  /** the only address it is for */
  email: string | null;
  expiresAt: string;
}

export interface SignInMethods {
  providers: { id: "github" | "google" | "oidc"; name: string }[];
  signUp: "invite" | "open" | "closed";
}

/**
 * A path of this site to go to after signing in; "/" for anything that might lead elsewhere.
 * @param value what a query or form says, whatever that is
 */
export function internalPath(value: unknown): string {
  if (typeof value !== "string" || value.length > 2000) return "/";
  // Browsers read \ as / and drop tabs and line breaks, so "/\evil" and "/<tab>/evil" name another host.
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value)) return "/";
  return value;
}

/** PATCH /api/admin/sharing: whether anything can be shared by link */
export const SharingInput = z.strictObject({ enabled: z.boolean() });
export type SharingInput = z.infer<typeof SharingInput>;
