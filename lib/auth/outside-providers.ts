import type { OAuthConfig } from "next-auth/providers/oauth";
import { env } from "@/lib/env";

/** What an outside provider says of a person. next-auth hands it on as its "user". */
export interface OutsideProfile {
  /** the person's identity at the provider, which never changes */
  id: string;
  name: string;
  email: string;
  /** whether the provider vouches that the address is the person's */
  emailVerified: boolean;
}

type Claims = Record<string, unknown>;

/** How long an outside provider may take to answer one call. */
const httpOptions = { timeout: 10_000 };

/** The outside sign-ins this installation is configured for. */
export function outsideProviders(): OAuthConfig<Claims>[] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET, OIDC_ISSUER, OIDC_ID, OIDC_SECRET } = env();
  return [
    ...(GITHUB_ID && GITHUB_SECRET ? [github(GITHUB_ID, GITHUB_SECRET)] : []),
    ...(GOOGLE_ID && GOOGLE_SECRET ? [openId("google", "https://accounts.google.com", GOOGLE_ID, GOOGLE_SECRET)] : []),
    ...(OIDC_ISSUER && OIDC_ID && OIDC_SECRET ? [openId("oidc", OIDC_ISSUER, OIDC_ID, OIDC_SECRET)] : []),
  ];
}

/** Any issuer that publishes its configuration. @see OpenID Connect Discovery 1.0 */
function openId(id: string, issuer: string, clientId: string, clientSecret: string): OAuthConfig<Claims> {
  return {
    ...{ id, name: id, type: "oauth", clientId, clientSecret, httpOptions },
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    userinfo: {
      // Issuers may tell the address in the token or only at this endpoint, which checks that both speak of one person.
      request: async ({ client, tokens }) => {
        const claims = "claims" in tokens && typeof tokens.claims === "function" ? (tokens.claims() as Claims) : {};
        if (claims.email !== undefined || !client.issuer.metadata.userinfo_endpoint) return claims;
        return { ...claims, ...(await client.userinfo(tokens as Parameters<typeof client.userinfo>[0])) };
      },
    },
    profile: (claims): OutsideProfile => ({
      id: text(claims.sub),
      name: text(claims.name),
      email: text(claims.email),
      emailVerified: claims.email_verified === true,
    }),
  };
}

/** @see https://docs.github.com/en/rest/users/emails (2026-11) */
function github(clientId: string, clientSecret: string): OAuthConfig<Claims> {
  return {
    ...{ id: "github", name: "GitHub", type: "oauth", clientId, clientSecret, httpOptions },
    issuer: "https://github.com/login/oauth",
    authorization: {
      url: "https://github.com/login/oauth/authorize",
      params: { scope: "read:user user:email" },
    },
    token: "https://github.com/login/oauth/access_token",
    checks: ["pkce", "state"],
    userinfo: {
      url: "https://api.github.com/user",
      request: async ({ client, tokens }) => {
        const profile = await client.userinfo(tokens.access_token ?? "");
        const response = await fetch("https://api.github.com/user/emails", {
          headers: { authorization: `Bearer ${tokens.access_token}`, accept: "application/vnd.github+json" },
          redirect: "error",
          signal: AbortSignal.timeout(httpOptions.timeout),
        });
        // The profile's public address is not the one to go by: the list says which is verified.
        const email = response.ok ? verifiedAddress(await response.json()) : undefined;
        return { ...profile, email: email ?? "" };
      },
    },
    profile: (claims): OutsideProfile => ({
      id: typeof claims.id === "number" ? String(claims.id) : text(claims.id),
      name: text(claims.name) || text(claims.login),
      email: text(claims.email),
      emailVerified: text(claims.email) !== "",
    }),
  };
}

/** The primary address of GitHub's list, if it is verified; else another verified one. */
export function verifiedAddress(list: unknown): string | undefined {
  if (!Array.isArray(list)) return undefined;
  const verified = (list as unknown[]).filter(
    (entry): entry is { email: string; primary?: unknown } =>
      typeof entry === "object" && entry !== null && "verified" in entry && entry.verified === true && "email" in entry,
  );
  const chosen = verified.find(({ primary }) => primary === true) ?? verified[0];
  return typeof chosen?.email === "string" ? chosen.email : undefined;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
