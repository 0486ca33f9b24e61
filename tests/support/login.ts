import { newId, type Role, type UserActor } from "@/lib/core";
import { database, now, type Context } from "@/lib/db";
import { cookieName } from "@/lib/auth/cookies";
import { hashPassword } from "@/lib/auth/password";
import { sessionCookie } from "@/lib/auth/session-token";
import { startSession } from "@/lib/auth/start-session";

export interface Login {
  userId: string;
  sessionId: string;
  email: string;
  /** value of a Cookie header */
  cookie: string;
  /** name and value for a browser context of Playwright */
  browserCookie: { name: string; value: string };
  /** headers of a request from our own page, signed in */
  headers: Record<string, string>;
  /** a context in which this person acts */
  ctx: Context;
}

export interface LoginOptions {
  role?: Role;
  email?: string;
  name?: string;
  /** hashed only where given: most tests need none, and hashing takes its time */
  password?: string;
}

/** Makes a person with a session, as rows, and everything needed to act as them. Needs DATABASE_URL and AUTH_SECRET. */
export async function login(options: LoginOptions = {}): Promise<Login> {
  const id = newId();
  const user = await database().user.create({
    data: {
      id,
      email: options.email ?? `person-${id}@example.com`,
      name: options.name ?? "Test Person",
      role: options.role ?? "member",
      passwordHash: options.password === undefined ? null : await hashPassword(options.password),
      acceptedTermsAt: now(),
    },
  });
  return loginAs(user);
}

/** A further session of a person who exists. */
export async function loginAs(user: { id: string; email: string; name: string; role: Role }): Promise<Login> {
  const token = await startSession(contextOf({ type: "anonymous" }), user.id, { userAgent: "test" });
  const line = await sessionCookie(token);
  const value = line.slice(cookieName("session").length + 1).split(";", 1)[0]!;
  const cookie = `${cookieName("session")}=${value}`;
  const actor: UserActor = {
    type: "user",
    userId: user.id,
    role: user.role,
    sessionId: token.sessionId,
    email: user.email,
    name: user.name,
    locale: null,
    theme: null,
  };
  return {
    userId: user.id,
    sessionId: token.sessionId,
    email: user.email,
    cookie,
    browserCookie: { name: cookieName("session"), value },
    headers: { cookie, "sec-fetch-site": "same-origin", "content-type": "application/json" },
    ctx: contextOf(actor),
  };
}

/** A context as a route makes it. */
export function contextOf(actor: Context["actor"]): Context {
  return { actor, now: now(), db: database(), requestId: newId(), locale: "en" };
}
