import type { NextApiRequest, NextApiResponse } from "next";
import type { AuthOptions, User } from "next-auth";
import { AppError, isAppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { cookieName, cookieOptions, isSecure, readCookies } from "./cookies";
import { enterWithIdentity, type Joining } from "./enter-with-identity";
import { forgottenJoining, joiningCookie, readJoining } from "./joining";
import { outsideProviders, type OutsideProfile } from "./outside-providers";
import { internalPath, type OutsideInput } from "./schema";
import { TOKEN_LIFETIME_S, type SessionToken } from "./session-token";
import { signOut } from "./sign-out";

/** Told of what goes wrong between us and a provider: a code of next-auth's, and the failure's name and message. */
export type OnProblem = (code: string, cause: { name: string; message: string } | undefined) => void;

export interface OutsideRequest {
  /** "csrf", "signin", "callback" or "signout" */
  action: string;
  provider?: string | undefined;
  method: string;
  headers: Headers;
  query: Record<string, string>;
  body?: OutsideInput | undefined;
  onProblem: OnProblem;
}

/**
 * Lets next-auth handle one request of the way to an outside provider and back, or a sign-out. Its session callbacks end
 * in the same rows and cookie as a password does.
 *
 * next-auth is called in the shape of its Pages API, because that one takes the request as it is given; the shape for
 * route handlers reads the framework's own request scope. Only what is needed reaches it: of a sign-in no query, which
 * it would pass on to the provider as parameters.
 * @returns undefined for what is not offered here
 */
export async function handleOutside(ctx: Context, request: OutsideRequest): Promise<Response | undefined> {
  const { action, provider, method } = request;
  const providers = outsideProviders();
  const wanted = `${method} ${action}`;
  const needsProvider = wanted === "POST signin" || wanted === "GET callback";
  if (!needsProvider && wanted !== "GET csrf" && wanted !== "POST signout") return undefined;
  if (needsProvider ? !providers.some(({ id }) => id === provider) : provider !== undefined) return undefined;

  const cookies = readCookies(request.headers);
  const joining = await readJoining(cookies[cookieName("join")]);
  const passage = new Passage(ctx, request, joining);
  const { default: NextAuth } = await import("next-auth/next");
  const answer = new Answer();
  const query = { ...(action === "callback" ? request.query : {}), nextauth: provider ? [action, provider] : [action] };
  const { csrfToken, callbackUrl } = request.body ?? {};
  const body = method === "POST" ? { csrfToken, callbackUrl: internalPath(callbackUrl), json: "true" } : undefined;
  const incoming = { query, cookies: withoutForeignTarget(cookies), headers: {}, method, body };
  await NextAuth(
    incoming as unknown as NextApiRequest,
    answer as unknown as NextApiResponse,
    passage.options(providers),
  );
  return passage.respond(answer);
}

/** The cookie with the page to go to afterwards is next-auth's and unsigned: it may name a page of ours, nothing else. */
function withoutForeignTarget(cookies: Record<string, string>): Record<string, string> {
  const name = cookieName("callback-url");
  const target = cookies[name];
  if (target === undefined) return cookies;
  return { ...cookies, [name]: new URL(internalPath(target.replace(origin(), "")), origin()).href };
}

const origin = () => new URL(env().APP_URL).origin;

/** One request's passage through next-auth: what its callbacks learn, and what becomes of it. */
class Passage {
  private session: SessionToken | undefined;
  private failure: unknown;

  constructor(
    private readonly ctx: Context,
    private readonly request: OutsideRequest,
    private readonly joining: Joining | undefined,
  ) {}

  options(providers: AuthOptions["providers"]): AuthOptions {
    const cookie = (name: Parameters<typeof cookieName>[0]) => ({ name: cookieName(name), options: cookieOptions() });
    return {
      providers,
      secret: env().AUTH_SECRET,
      session: { strategy: "jwt", maxAge: Math.floor(env().SESSION_LIFETIME_MS / 1000) },
      jwt: { maxAge: TOKEN_LIFETIME_S },
      useSecureCookies: isSecure(),
      cookies: {
        sessionToken: cookie("session"),
        callbackUrl: cookie("callback-url"),
        csrfToken: cookie("csrf"),
        pkceCodeVerifier: cookie("pkce"),
        state: cookie("state"),
        nonce: cookie("nonce"),
      },
      pages: { signIn: "/sign-in", error: "/sign-in" },
      logger: {
        error: (code, metadata) => this.request.onProblem(code, causeOf(metadata)),
        warn: () => {},
        debug: () => {},
      },
      callbacks: {
        redirect: ({ url }) => new URL(internalPath(url.replace(origin(), "") || "/"), origin()).href,
        signIn: async ({ user, account }) => this.enter(user, account?.provider ?? ""),
        jwt: () => ({ ...this.session! }),
      },
      events: { signOut: async () => void (await signOut(this.ctx)) },
    };
  }

  private async enter(user: User, provider: string): Promise<boolean> {
    try {
      this.session = await enterWithIdentity(this.ctx, {
        provider,
        profile: user as unknown as OutsideProfile,
        joining: this.joining,
        userAgent: this.request.headers.get("user-agent") ?? "",
      });
      return true;
    } catch (error) {
      this.failure = error;
      return false;
    }
  }

  async respond(answer: Answer): Promise<Response> {
    if (this.failure !== undefined && !isAppError(this.failure)) throw this.failure;
    const headers = new Headers();
    for (const line of answer.cookies) headers.append("set-cookie", line);
    const { action, body } = this.request;
    if (action === "signin") {
      headers.append("set-cookie", body?.acceptTerms ? await joiningCookie({ token: body.token }) : forgottenJoining());
    }
    if (action !== "callback") {
      this.requireWayOut(answer.location);
      return Response.json(answer.location ? { url: answer.location } : answer.body, { headers });
    }
    headers.append("set-cookie", forgottenJoining());
    headers.set("location", this.session && answer.location ? answer.location : this.failedLocation());
    return new Response(null, { status: 302, headers });
  }

  /** next-auth sends those it refuses to pages of its own, which are not offered here. */
  private requireWayOut(location: string | undefined): void {
    if (!location?.startsWith(`${origin()}/api/auth/`)) return;
    if (location.endsWith("?csrf=true")) {
      throw new AppError("forbidden", "This page is out of date. Reload it and try again.", { reason: "origin" });
    }
    throw new AppError("unavailable", "The sign-in provider cannot be reached right now.", {
      reason: "provider_failed",
    });
  }

  private failedLocation(): string {
    const reason = (isAppError(this.failure) && this.failure.details.reason) || "provider_failed";
    const location = new URL(this.joining ? "/sign-up" : "/sign-in", origin());
    location.searchParams.set("error", reason);
    if (this.joining?.token) location.searchParams.set("token", this.joining.token);
    return location.href;
  }
}

/** As much of Node's response as next-auth's Pages handler uses. */
class Answer {
  cookies: string[] = [];
  location: string | undefined;
  body: unknown;

  status(): this {
    return this;
  }

  setHeader(name: string, value: string | string[]): this {
    if (/^set-cookie$/i.test(name)) this.cookies = [value].flat();
    if (/^location$/i.test(name)) this.location = String(value);
    return this;
  }

  getHeader(name: string): string[] | undefined {
    return /^set-cookie$/i.test(name) && this.cookies.length ? this.cookies : undefined;
  }

  json(body: unknown): void {
    // Asked for JSON, next-auth answers a redirect with its address.
    if (typeof body === "object" && body !== null && "url" in body) this.location = String(body.url);
    else this.body = body;
  }

  send(body: unknown): void {
    this.body = body;
  }

  end(): void {}
}

function causeOf(metadata: unknown): { name: string; message: string } | undefined {
  const error = metadata instanceof Error ? metadata : (metadata as { error?: unknown } | undefined)?.error;
  const { name, message } = (error ?? {}) as { name?: unknown; message?: unknown };
  return typeof message === "string" ? { name: String(name), message: message.slice(0, 200) } : undefined;
}
