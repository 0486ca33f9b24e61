import { describe, expect, it } from "vitest";
import { POST as postSignOut } from "@/app/api/sign-out/route";
import { findActor } from "@/lib/auth";
import { sessionCookie } from "@/lib/auth/session-token";
import { newSecret } from "@/lib/auth/secrets";
import { database } from "@/lib/db";
import { call } from "@/tests/support/call";
import { login } from "@/tests/support/login";

const actorOf = (cookie: string) => findActor(new Headers({ cookie }));

describe("findActor", () => {
  it("knows whom a cookie stands for, among other cookies", async () => {
    const { cookie, userId, sessionId, email } = await login({ role: "admin", name: "Ann" });
    const expected = { type: "user", userId, sessionId, role: "admin", email, name: "Ann", locale: null, theme: null };
    expect(await actorOf(`theme=dark; ${cookie}; other="x=y"`)).toEqual(expected);
  });

  it.each([
    "",
    "silica.session=",
    "silica.session=abc",
    "silica.session=a.b.c.d.e",
    `silica.session=${"x".repeat(9000)}`,
  ])("knows nobody by %j", async (cookie) => {
    expect(await actorOf(cookie)).toBeUndefined();
  });

  it("needs the secret of the row, not only a token of this installation", async () => {
    const { sessionId } = await login();
    const line = await sessionCookie({ sessionId, secret: newSecret() });
    expect(await actorOf(line.split(";", 1)[0]!)).toBeUndefined();
  });

  it.each([
    ["ended", "update sessions set ended_at = now() where id = $1"],
    ["expired", "update sessions set expires_at = now() - interval '1 second' where id = $1"],
    ["removed", "delete from sessions where id = $1"],
    [
      "of a disabled person",
      "update users set disabled_at = now() where id = (select user_id from sessions where id = $1)",
    ],
    ["without a secret", "update sessions set secret_digest = '' where id = $1"],
  ])("forgets a session %s at once", async (_, sql) => {
    const { cookie, sessionId } = await login();
    expect(await actorOf(cookie)).toBeDefined();
    await database().$executeRawUnsafe(sql, sessionId);
    expect(await actorOf(cookie)).toBeUndefined();
  });

  it("reads role, name and language anew every time", async () => {
    const { cookie, userId } = await login();
    await database().user.update({ where: { id: userId }, data: { role: "admin", name: "New", locale: "zh-CN" } });
    expect(await actorOf(cookie)).toMatchObject({ role: "admin", name: "New", locale: "zh-CN" });
  });

  it("notes once a minute that a session was seen", async () => {
    const { cookie, sessionId } = await login();
    const seen = async () =>
      (await database().session.findUniqueOrThrow({ where: { id: sessionId } })).lastSeenAt.getTime();
    const first = await seen();
    await actorOf(cookie);
    expect(await seen()).toBe(first);
    await database()
      .$executeRaw`update sessions set last_seen_at = now() - interval '2 minutes' where id = ${sessionId}`;
    await actorOf(cookie);
    await expect.poll(seen).toBeGreaterThanOrEqual(first);
  });
});

describe("signing out", () => {
  it("ends the session on the server: a copy of the cookie is worth nothing", async () => {
    const { cookie, headers } = await login();
    const response = await call(postSignOut, { headers });
    expect(response.status).toBe(204);
    expect(response.headers.get("set-cookie")).toMatch(
      /^silica\.session=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(await actorOf(cookie)).toBeUndefined();
  });

  it("leaves other sessions alone, and is harmless for strangers", async () => {
    const other = await login();
    expect((await call(postSignOut)).status).toBe(204);
    expect(await actorOf(other.cookie)).toBeDefined();
  });

  it("is refused from foreign pages", async () => {
    const { cookie, headers } = await login();
    for (const site of ["cross-site", "same-site", "none"]) {
      const response = await call(postSignOut, { headers: { ...headers, "sec-fetch-site": site } });
      expect(response.status).toBe(403);
    }
    expect(await actorOf(cookie)).toBeDefined();
  });
});
