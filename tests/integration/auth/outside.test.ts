import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { createInvitation, findActor, signInMethods } from "@/lib/auth";
import { newId } from "@/lib/core";
import { database } from "@/lib/db";
import { call, errorOf } from "@/tests/support/call";
import { login } from "@/tests/support/login";
import { startOidcIssuer, type Claims } from "@/tests/support/oidc-issuer";

const issuer = await startOidcIssuer();
Object.assign(process.env, {
  OIDC_ISSUER: issuer.url,
  OIDC_ID: issuer.clientId,
  OIDC_SECRET: issuer.clientSecret,
  LOG_LEVEL: "error",
});
afterAll(() => issuer.close());

/** A browser's cookies on our site. */
class Jar {
  private readonly cookies = new Map<string, string>();
  constructor(header = "") {
    for (const pair of header.split("; ").filter(Boolean)) this.keep(pair);
  }
  keep(line: string) {
    const [pair = "", ...attributes] = line.split(";");
    const name = pair.slice(0, pair.indexOf("="));
    if (attributes.some((attribute) => /^ *max-age=0$/i.test(attribute))) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(pair.indexOf("=") + 1));
  }
  take(response: Response): Response {
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }
  get header() {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
  has(name: string) {
    return this.cookies.has(name);
  }
}

const at = (...nextauth: string[]) => ({ params: { nextauth } });

async function begin(jar: Jar, more: object = {}): Promise<Response> {
  const csrf = jar.take(await call(GET, { method: "GET", headers: { cookie: jar.header }, ...at("csrf") }));
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const body = { csrfToken, callbackUrl: "/usage", ...more };
  return jar.take(await call(POST, { headers: { cookie: jar.header }, body, ...at("signin", "oidc") }));
}

async function comeBack(jar: Jar, query: URLSearchParams): Promise<string> {
  const path = `/api/auth/callback/oidc?${query}`;
  const headers = { cookie: jar.header, "sec-fetch-site": "cross-site" };
  const response = jar.take(await call(GET, { method: "GET", path, headers, ...at("callback", "oidc") }));
  expect(response.status).toBe(302);
  return response.headers.get("location")!.replace("http://localhost:3000", "");
}

/** The whole way: to the issuer, where `claims` are agreed to, and back. */
async function go(claims: Claims, options: { joining?: object; jar?: Jar } = {}) {
  const jar = options.jar ?? new Jar();
  const { url } = (await (await begin(jar, options.joining)).json()) as { url: string };
  const location = await comeBack(jar, issuer.agree(url, claims));
  return { jar, location, actor: await findActor(new Headers({ cookie: jar.header })) };
}

async function invitation(email?: string) {
  const { ctx } = await login({ role: "admin" });
  const { url } = await createInvitation(ctx, { role: "member", ...(email ? { email } : {}) });
  return new URL(url).searchParams.get("token")!;
}

const person = (more: Partial<Claims> = {}): Claims => {
  const sub = newId();
  return { sub, name: "Outside Person", email: `${sub}@example.com`, email_verified: true, ...more };
};

beforeEach(() => {
  issuer.fault = "none";
  issuer.userinfo = undefined;
});

describe("an outside sign-in", () => {
  it("joins with an invitation, and is that account from then on", async () => {
    const claims = person();
    const token = await invitation();
    const first = await go(claims, { joining: { acceptTerms: true, token } });
    expect(first.location).toBe("/usage");
    expect(first.actor).toMatchObject({ email: claims.email, name: "Outside Person", role: "member" });
    const row = await database().user.findUniqueOrThrow({ where: { id: first.actor!.userId } });
    expect([row.passwordHash, row.acceptedTermsAt]).toEqual([null, expect.any(Date)]);
    const second = await go({ ...claims, email: "changed@example.com" });
    expect(second.actor).toMatchObject({ userId: first.actor!.userId, email: claims.email });
    expect(second.actor!.sessionId).not.toBe(first.actor!.sessionId);
    expect(second.jar.has("silica.join")).toBe(false);
    const again = await go(person(), { joining: { acceptTerms: true, token } });
    expect([again.location, again.actor]).toEqual([`/sign-up?error=invitation_invalid&token=${token}`, undefined]);
  });

  it("takes the address from the userinfo endpoint where the token has none", async () => {
    const { sub } = person();
    issuer.userinfo = { sub, email: `${sub}@example.com`, email_verified: true };
    const { actor } = await go({ sub }, { joining: { acceptTerms: true, token: await invitation() } });
    expect(actor).toMatchObject({ email: `${sub}@example.com` });
  });

  it("ends the session the browser had", async () => {
    const claims = person();
    const first = await go(claims, { joining: { acceptTerms: true, token: await invitation() } });
    const before = first.jar.header;
    await go(claims, { jar: first.jar });
    expect(await findActor(new Headers({ cookie: before }))).toBeUndefined();
  });

  it.each<[string, () => Promise<Parameters<typeof go>>, string]>([
    ["unknown people", async () => [person()], "/sign-in?error=no_account"],
    [
      "people without invitation",
      async () => [person(), { joining: { acceptTerms: true } }],
      "/sign-up?error=invitation_required",
    ],
    [
      "addresses nobody vouches for",
      async () => [person({ email_verified: false }), { joining: { acceptTerms: true } }],
      "/sign-up?error=email_unverified",
    ],
    [
      "people without address",
      async () => {
        const sub = newId();
        issuer.userinfo = { sub };
        return [{ sub }, { joining: { acceptTerms: true } }];
      },
      "/sign-up?error=email_unverified",
    ],
    [
      "owners of an address that has an account",
      async () => [person({ email: (await login({ password: "a quiet evening" })).email })],
      "/sign-in?error=account_exists",
    ],
  ])("refuses %s", async (_, prepare, expected) => {
    const { location, actor } = await go(...(await prepare()));
    expect([location, actor]).toEqual([expected, undefined]);
  });

  it("refuses another address than the invited one, and disabled people", async () => {
    const token = await invitation("invited@example.com");
    const other = await go(person(), { joining: { acceptTerms: true, token } });
    expect(other.location).toBe(`/sign-up?error=invitation_email&token=${token}`);
    const claims = person({ email: "Invited@Example.com" });
    const { actor } = await go(claims, { joining: { acceptTerms: true, token } });
    expect(actor).toMatchObject({ email: "invited@example.com" });
    await database().user.update({ where: { id: actor!.userId }, data: { disabledAt: new Date() } });
    expect((await go(claims)).location).toBe("/sign-in?error=disabled");
  });

  it("makes one account though the same person joins twice at once", async () => {
    const claims = person();
    const tokens = [await invitation(), await invitation()];
    const results = await Promise.all(tokens.map((token) => go(claims, { joining: { acceptTerms: true, token } })));
    const account = await database().user.findMany({ where: { email: claims.email! }, select: { id: true } });
    expect(account).toHaveLength(1);
    for (const { actor, location } of results) {
      if (actor) expect(actor.userId).toBe(account[0]!.id);
      else expect(location).toMatch(/error=account_exists/);
    }
  });
});

describe("the way there and back", () => {
  const token = () => invitation();

  it("leads to the issuer with all checks, and nothing of the request's query", async () => {
    const jar = new Jar();
    const csrf = jar.take(await call(GET, { method: "GET", ...at("csrf") }));
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const response = await call(POST, {
      path: "/api/auth/signin/oidc?redirect_uri=https://evil.example&scope=everything",
      headers: { cookie: jar.header },
      body: { csrfToken },
      ...at("signin", "oidc"),
    });
    const { searchParams, origin } = new URL(((await response.json()) as { url: string }).url);
    expect(origin).toBe(issuer.url);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      redirect_uri: "http://localhost:3000/api/auth/callback/oidc",
      scope: "openid email profile",
      response_type: "code",
      code_challenge_method: "S256",
    });
    for (const name of ["state", "nonce", "code_challenge"]) expect(searchParams.get(name)).toMatch(/^[\w-]{20,}$/);
    for (const line of response.headers.getSetCookie()) expect(line).toMatch(/HttpOnly; SameSite=Lax/i);
  });

  it.each(["status", "nonce", "signature"] as const)("believes no answer with a wrong %s", async (fault) => {
    issuer.fault = fault;
    const { location, actor } = await go(person(), { joining: { acceptTerms: true, token: await token() } });
    expect(location).toMatch(/^\/sign-up\?error=provider_failed/);
    expect(actor).toBeUndefined();
  });

  it("believes no answer that this browser did not ask for", async () => {
    const [mine, theirs] = [new Jar(), new Jar()];
    const { url } = (await (await begin(theirs)).json()) as { url: string };
    expect(await comeBack(mine, issuer.agree(url, person()))).toBe("/sign-in?error=provider_failed");
    await begin(mine);
    expect(await comeBack(mine, issuer.agree(url, person()))).toBe("/sign-in?error=provider_failed");
    expect(await comeBack(mine, new URLSearchParams({ error: "access_denied", nextauth: "session" }))).toBe(
      "/sign-in?error=provider_failed",
    );
    expect(await comeBack(mine, new URLSearchParams())).toBe("/sign-in?error=provider_failed");
  });

  it("stays on this site, whatever is asked for", async () => {
    const claims = person();
    await go(claims, { joining: { acceptTerms: true, token: await token() } });
    for (const callbackUrl of ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
      expect((await go(claims, { joining: { callbackUrl } })).location).toBe("/");
    }
    const planted = new Jar();
    const { url } = (await (await begin(planted)).json()) as { url: string };
    planted.keep(`silica.callback-url=${encodeURIComponent("https://evil.example/")}`);
    expect(await comeBack(planted, issuer.agree(url, claims))).toBe("/");
  });

  it("begins only on our own page, with its token", async () => {
    const jar = new Jar();
    jar.take(await call(GET, { method: "GET", ...at("csrf") }));
    const attempt = (body: unknown, headers = {}) =>
      call(POST, { headers: { cookie: jar.header, ...headers }, body, ...at("signin", "oidc") });
    const forged = await attempt({ csrfToken: "x".repeat(64) });
    expect([forged.status, await errorOf(forged)]).toMatchObject([403, { reason: "origin" }]);
    expect((await attempt({ csrfToken: "x" }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    for (const body of [
      {},
      { csrfToken: {} },
      { csrfToken: "x", provider: "y" },
      { csrfToken: "x", acceptTerms: "true" },
    ]) {
      expect((await attempt(body)).status).toBe(400);
    }
  });

  it.each([
    ["GET", "session"],
    ["GET", "providers"],
    ["GET", "signin"],
    ["GET", "signout"],
    ["GET", "error"],
    ["GET", "callback", "github"],
    ["GET", "callback"],
    ["GET", "csrf", "oidc"],
    ["POST", "_log"],
    ["POST", "session"],
    ["POST", "callback", "oidc"],
    ["POST", "callback", "credentials"],
    ["POST", "signin", "credentials"],
    ["POST", "signin", "github"],
    ["GET", "__proto__"],
  ])("offers no %s %s %s", async (method, ...parts) => {
    const handler = method === "GET" ? GET : POST;
    const response = await call(handler, {
      method,
      ...(method === "POST" ? { body: { csrfToken: "x" } } : {}),
      ...at(...parts),
    });
    expect(response.status).toBe(404);
  });
});

describe("next-auth's sign-out", () => {
  it("ends the session on the server", async () => {
    const { cookie } = await login();
    const jar = new Jar(cookie);
    const csrf = jar.take(await call(GET, { method: "GET", headers: { cookie: jar.header }, ...at("csrf") }));
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const response = await call(POST, { headers: { cookie: jar.header }, body: { csrfToken }, ...at("signout") });
    expect(await response.json()).toEqual({ url: "http://localhost:3000/" });
    jar.take(response);
    expect(jar.has("silica.session")).toBe(false);
    expect(await findActor(new Headers({ cookie }))).toBeUndefined();
  });
});

it("is offered on the pages", () => {
  expect(signInMethods().providers).toEqual([{ id: "oidc", name: "127.0.0.1" }]);
});
