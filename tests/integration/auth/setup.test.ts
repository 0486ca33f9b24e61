import { beforeEach, describe, expect, it } from "vitest";
import { POST } from "@/app/api/setup/route";
import { createSetupLink, findActor, findInvitation, hasAdministrator } from "@/lib/auth";
import { database, systemContext } from "@/lib/db";
import { call, cookieOf, errorOf } from "@/tests/support/call";
import { login } from "@/tests/support/login";

const tokenOf = (url: string) => new URL(url).searchParams.get("token")!;
const body = (token: string, email = "first@example.com") => ({
  token,
  email,
  name: "First",
  password: "a quiet evening",
  acceptTerms: true,
});

beforeEach(async () => {
  await database().user.deleteMany();
  await database().invitation.deleteMany();
});

describe("the first administrator", () => {
  it("comes from a link and is signed in", async () => {
    expect(await hasAdministrator(systemContext())).toBe(false);
    const { url, expiresAt } = await createSetupLink(systemContext());
    expect(url).toMatch(/^http:\/\/localhost:3000\/setup\?token=[\w-]{43}$/);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
    const response = await call(POST, { body: body(tokenOf(url)) });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ account: { email: "first@example.com", role: "admin" } });
    expect(await findActor(new Headers({ cookie: cookieOf(response) }))).toMatchObject({ role: "admin" });
    expect(await hasAdministrator(systemContext())).toBe(true);
    const row = await database().user.findUniqueOrThrow({ where: { email: "first@example.com" } });
    expect(row.acceptedTermsAt).not.toBeNull();
  });

  it("is one, of many who ask at once with one link", async () => {
    const { url } = await createSetupLink(systemContext());
    const responses = await Promise.all(
      Array.from({ length: 16 }, (_, index) => call(POST, { body: body(tokenOf(url), `first-${index}@example.com`) })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(15).fill(404)]);
    expect(await database().user.count()).toBe(1);
  });

  it("needs a link that is whole, unused, the newest and not too old", async () => {
    const first = await createSetupLink(systemContext());
    const second = await createSetupLink(systemContext());
    const attempt = async (token: string) => (await call(POST, { body: body(token) })).status;
    expect(await attempt(tokenOf(first.url))).toBe(404);
    expect(await attempt(tokenOf(second.url).replace(/.$/, "_").replace(/^./, "_"))).toBe(404);
    expect(await attempt("short")).toBe(400);
    await database().$executeRaw`update invitations set expires_at = now() - interval '1 second'`;
    expect(await attempt(tokenOf(second.url))).toBe(404);
    expect(await findInvitation(systemContext(), tokenOf(second.url))).toBeUndefined();
    const third = await createSetupLink(systemContext());
    expect(await findInvitation(systemContext(), tokenOf(third.url))).toMatchObject({ kind: "setup", role: "admin" });
    expect(await attempt(tokenOf(third.url))).toBe(201);
    expect(await attempt(tokenOf(third.url))).toBe(404);
  });

  it("leaves the link usable when the account could not be made", async () => {
    await login({ email: "first@example.com" });
    const { url } = await createSetupLink(systemContext());
    const taken = await call(POST, { body: body(tokenOf(url)) });
    expect([taken.status, await errorOf(taken)]).toMatchObject([409, { reason: "email_taken" }]);
    const weak = await call(POST, { body: { ...body(tokenOf(url)), password: "Password1" } });
    expect([weak.status, await errorOf(weak)]).toMatchObject([400, { reason: "common_password", field: "password" }]);
    expect((await call(POST, { body: body(tokenOf(url), "second@example.com") })).status).toBe(201);
  });

  it("accepts terms, and names nothing else", async () => {
    const { url } = await createSetupLink(systemContext());
    for (const change of [
      { acceptTerms: false },
      { acceptTerms: undefined },
      { role: "admin" },
      { password: "short" },
    ]) {
      expect((await call(POST, { body: { ...body(tokenOf(url)), ...change } })).status).toBe(400);
    }
  });
});

describe("setup links", () => {
  it("are made by operators alone, and once there is an administrator only when asked again", async () => {
    const { ctx } = await login({ role: "admin" });
    await expect(createSetupLink(ctx)).rejects.toMatchObject({ code: "forbidden" });
    await expect(createSetupLink(systemContext())).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "administrator_exists" },
    });
    expect((await createSetupLink(systemContext(), { again: true })).url).toContain("/setup?token=");
  });

  it("are stored as digests", async () => {
    const { url } = await createSetupLink(systemContext());
    expect(JSON.stringify(await database().invitation.findMany())).not.toContain(tokenOf(url));
  });
});
