import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";
import { cookieName, setCookie } from "./cookies";
import type { Joining } from "./enter-with-identity";

const LIFETIME_MS = 15 * 60_000;

/** Remembers over the way to the provider and back what the sign-up page said. */
export async function joiningCookie(joining: Joining): Promise<string> {
  const name = cookieName("join");
  const token = { joining: true, ...(joining.token ? { token: joining.token } : {}) };
  const value = await encode({ token, secret: env().AUTH_SECRET, salt: name, maxAge: LIFETIME_MS / 1000 });
  return setCookie(name, value, LIFETIME_MS);
}

export function forgottenJoining(): string {
  return setCookie(cookieName("join"), "", 0);
}

/** What the sign-up page said; undefined where the way began elsewhere or too long ago. */
export async function readJoining(value: string | undefined): Promise<Joining | undefined> {
  if (!value || value.length > 4096) return undefined;
  try {
    const payload = await decode({ token: value, secret: env().AUTH_SECRET, salt: cookieName("join") });
    if (payload?.joining !== true) return undefined;
    return { token: typeof payload.token === "string" ? payload.token : undefined };
  } catch {
    return undefined;
  }
}
