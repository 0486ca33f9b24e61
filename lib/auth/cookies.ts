import { env } from "@/lib/env";

/** Browsers accept the prefix only together with Secure, which plain http on localhost cannot have. */
export function isSecure(): boolean {
  return env().APP_URL.startsWith("https:");
}

export function cookieName(name: "session" | "callback-url" | "csrf" | "pkce" | "state" | "nonce" | "join"): string {
  return `${isSecure() ? "__Host-" : ""}silica.${name}`;
}

/** Attributes of every cookie of ours. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}

/** A Set-Cookie line. `value` is made of characters a cookie may hold; a lifetime of 0 takes the cookie away. */
export function setCookie(name: string, value: string, lifetimeMs: number): string {
  const attributes = [`Max-Age=${Math.floor(lifetimeMs / 1000)}`, "Path=/", "HttpOnly", "SameSite=Lax"];
  return [`${name}=${value}`, ...attributes, ...(isSecure() ? ["Secure"] : [])].join("; ");
}

/** The cookies a request carries. Of several with one name the first counts, as with other servers. */
export function readCookies(headers: Headers): Record<string, string> {
  const cookies: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const equals = pair.indexOf("=");
    if (equals < 1) continue;
    const name = pair.slice(0, equals).trim();
    cookies[name] ??= decode(pair.slice(equals + 1).trim());
  }
  return cookies;
}

function decode(value: string): string {
  if (!value.includes("%")) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
