import type crypto from "node:crypto";
import { scrypt } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST } from "@/app/api/sign-in/route";
import { findActor, signIn } from "@/lib/auth";
import { AppError } from "@/lib/core";
import { database } from "@/lib/db";
import { call, cookieOf, errorOf } from "@/tests/support/call";
import { contextOf, login } from "@/tests/support/login";

vi.mock("node:crypto", async (original) => {
  const actual = await original<typeof crypto>();
  return { ...actual, scrypt: vi.fn(actual.scrypt) };
});

const password = "a quiet evening";
const anonymous = () => contextOf({ type: "anonymous" });
const visit = { clientAddress: "192.0.2.1", userAgent: "Browser 1" };

beforeEach(async () => {
  await database().throttle.deleteMany();
});

describe("POST /api/sign-in", () => {
  it("signs in, however the address is spelt, and shows no hash", async () => {
    const { email, userId } = await login({ password });
    const response = await call(POST, {
      body: { email: ` ${email.toUpperCase()} `, password },
      headers: { "user-agent": "Browser 1" },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    const body = await response.text();
    expect(JSON.parse(body).account).toMatchObject({ id: userId, email, hasPassword: true, providers: [] });
    expect(body).not.toContain("scrypt");
    expect(response.headers.get("set-cookie")).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await findActor(new Headers({ cookie: cookieOf(response) }))).toMatchObject({ userId });
    const session = await database().session.findFirst({ where: { userId, userAgent: "Browser 1" } });
    expect(session?.secretDigest).toHaveLength(43);
  });

  it("starts a new session and ends the one the browser had", async () => {
    const { email, headers, cookie } = await login({ password });
    const response = await call(POST, { body: { email, password }, headers });
    expect(cookieOf(response)).not.toBe(cookie);
    expect(await findActor(new Headers({ cookie }))).toBeUndefined();
  });

  it.each([
    [{ email: { contains: "@" }, password }, "email"],
    [{ email: ["ann@example.com"], password }, "email"],
    [{ email: "ann@example.com", password: { not: "" } }, "password"],
    [{ email: "ann@example.com", password: null }, "password"],
    [{ email: "ann@example.com, bob@example.com", password }, "email"],
    [{ email: "ann@example.com", password, role: "admin" }, "role"],
    [{ password }, "email"],
    [{ email: "ann@example.com", password: "x".repeat(1025) }, "password"],
    [[], "body"],
  ])("refuses %j", async (body, field) => {
    const response = await call(POST, { body });
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ code: "invalid_input", field });
  });

  it.each(["", "{", "null", '"x"', "\u0000"])("refuses the body %j", async (body) => {
    expect((await call(POST, { body })).status).toBe(400);
  });

  it("refuses huge bodies and other types", async () => {
    expect((await call(POST, { body: `"${"x".repeat(2_000_000)}"` })).status).toBe(413);
    expect((await call(POST, { body: "email=a", headers: { "content-type": "text/plain" } })).status).toBe(400);
  });

  it("tells a disabled person so, but only with the right password", async () => {
    const { email, userId } = await login({ password });
    await database().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
    const right = await call(POST, { body: { email, password } });
    expect([right.status, await errorOf(right)]).toMatchObject([403, { reason: "disabled" }]);
    const wrong = await call(POST, { body: { email, password: "wrong password" } });
    expect([wrong.status, await errorOf(wrong)]).toMatchObject([401, { reason: "credentials" }]);
  });

  it("hashes again what was hashed at a lower cost", async () => {
    const { email, userId } = await login({ password });
    const { scryptSync } = await import("node:crypto");
    const salt = Buffer.from("0123456789abcdef");
    const key = scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 });
    await database().user.update({
      where: { id: userId },
      data: { passwordHash: `scrypt$10,8,1$${salt.toString("base64url")}$${key.toString("base64url")}` },
    });
    expect((await call(POST, { body: { email, password } })).status).toBe(200);
    const row = await database().user.findUniqueOrThrow({ where: { id: userId } });
    expect(row.passwordHash).toMatch(/^scrypt\$15,8,3\$/);
    expect((await call(POST, { body: { email, password } })).status).toBe(200);
  });
});

describe("strangers learn nothing", () => {
  it("known, unknown and passwordless addresses are answered alike, up to the 429", async () => {
    const known = (await login({ password })).email;
    const passwordless = (await login()).email;
    const answers = async (email: string) => {
      const seen: unknown[] = [];
      for (let attempt = 0; attempt < 11; attempt++) {
        const response = await call(POST, { body: { email, password: "wrong password" } });
        const { requestId: _, retryAfterMs, ...error } = await errorOf(response);
        const after = response.headers.get("retry-after");
        seen.push([
          response.status,
          error,
          retryAfterMs === undefined,
          after === null || (Number(after) > 800 && Number(after) <= 900),
        ]);
      }
      return seen;
    };
    const first = await answers(known);
    await database().throttle.deleteMany({ where: { key: { startsWith: "login:client" } } });
    const second = await answers("nobody@example.com");
    await database().throttle.deleteMany({ where: { key: { startsWith: "login:client" } } });
    expect(second).toEqual(first);
    expect(await answers(passwordless)).toEqual(first);
    expect(first.at(9)).toMatchObject([401, { reason: "credentials" }, true, true]);
    expect(first.at(10)).toMatchObject([429, { code: "rate_limited", reason: "attempts" }, false, true]);
  });

  it("and cost as much: one hash, whether the account exists, has a password or not", async () => {
    const derived = vi.mocked(scrypt);
    const { email: known } = await login({ password });
    const { email: passwordless } = await login();
    for (const email of [known, passwordless, "nobody@example.com"]) {
      derived.mockClear();
      await call(POST, { body: { email, password: "wrong password" } });
      expect(derived, email).toHaveBeenCalledOnce();
    }
  });
});

describe("throttling", () => {
  const attempt = (email: string, given: string, clientAddress = visit.clientAddress) =>
    signIn(anonymous(), { email, password: given, ...visit, clientAddress }).then(
      () => "in",
      (error: unknown) => (error instanceof AppError ? error.details.reason : error),
    );
  const count = (results: unknown[], wanted: string) => results.filter((result) => result === wanted).length;

  it("evaluates exactly ten wrong passwords of an account, however many come at once from wherever", async () => {
    const { email } = await login({ password });
    const results = await Promise.all(
      Array.from({ length: 24 }, (_, index) => attempt(email, "wrong", `198.51.100.${index}`)),
    );
    expect([count(results, "credentials"), count(results, "attempts")]).toEqual([10, 14]);
    expect(await attempt(email, password, "198.51.100.99")).toBe("attempts");
  });

  it("evaluates exactly thirty wrong passwords of a client, whatever the accounts", async () => {
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, index) => attempt(`nobody-${index}@example.com`, "wrong")),
    );
    expect([count(results, "credentials"), count(results, "attempts")]).toEqual([30, 10]);
    const { email } = await login({ password });
    expect(await attempt(email, password)).toBe("attempts");
    expect(await attempt(email, password, "192.0.2.2")).toBe("in");
  });

  it("does not count right passwords, nor let them wipe out wrong ones", async () => {
    const { email } = await login({ password });
    for (let round = 0; round < 9; round++) expect(await attempt(email, "wrong")).toBe("credentials");
    for (let round = 0; round < 3; round++) expect(await attempt(email, password)).toBe("in");
    expect(await attempt(email, "wrong")).toBe("credentials");
    expect(await attempt(email, password)).toBe("attempts");
  });

  it("ends with its window, and keeps live sessions working meanwhile", async () => {
    const { email, cookie } = await login({ password });
    await Promise.all(Array.from({ length: 10 }, () => attempt(email, "wrong")));
    expect(await attempt(email, password)).toBe("attempts");
    expect(await findActor(new Headers({ cookie }))).toBeDefined();
    await database().$executeRaw`update throttles set window_ends_at = now() - interval '1 second'`;
    expect(await attempt(email, password)).toBe("in");
  });

  it("keeps no address in its rows", async () => {
    await attempt("somebody@example.com", "wrong");
    const rows = await database().throttle.findMany();
    expect(JSON.stringify(rows)).not.toMatch(/somebody|192\.0\.2/);
    expect(rows).toHaveLength(2);
  });
});
