import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { cookieName, setCookie } from "./cookies";

/** All that a session's cookie says. Who that is, and whether it still counts, is read from the row. */
export interface SessionToken {
  sessionId: string;
  secret: string;
}

/** The row decides when a session is over, by the database's clock; the token itself outlives every row. */
export const TOKEN_LIFETIME_S = 10 * 365 * 86_400;

/** The Set-Cookie line that signs a browser in. */
export async function sessionCookie(token: SessionToken): Promise<string> {
  const value = await encode({ token: { ...token }, secret: env().AUTH_SECRET, maxAge: TOKEN_LIFETIME_S });
  return setCookie(cookieName("session"), value, env().SESSION_LIFETIME_MS);
}

/** The Set-Cookie line that signs a browser out. */
export function endedCookie(): string {
  return setCookie(cookieName("session"), "", 0);
}

/**
 * Tokens read lately, the longest unread first: deriving the key and decrypting takes half a millisecond of every
 * request, and what a value says never changes.
 */
const known = new Map<string, SessionToken>();
const knownTokens = 1_000;

/** What a cookie's value says; undefined unless this installation wrote it. */
export async function readToken(value: string | undefined): Promise<SessionToken | undefined> {
  if (!value || value.length > 4096) return undefined;
  const token = known.get(value) ?? (await decrypt(value));
  if (!token) return undefined;
  known.delete(value);
  known.set(value, token);
  if (known.size > knownTokens) known.delete(known.keys().next().value!);
  return token;
}

async function decrypt(value: string): Promise<SessionToken | undefined> {
  try {
    const payload = await decode({ token: value, secret: env().AUTH_SECRET });
    const { sessionId, secret } = payload ?? {};
    return typeof sessionId === "string" && typeof secret === "string" ? { sessionId, secret } : undefined;
  } catch {
    return undefined;
  }
}
