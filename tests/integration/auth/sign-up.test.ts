import { beforeEach, describe, expect, it } from "vitest";
import { POST } from "@/app/api/sign-up/route";
import {
  createInvitation,
  createSetupLink,
  findActor,
  findInvitation,
  revokeInvitation,
  signInMethods,
} from "@/lib/auth";
import type { InvitationInput } from "@/lib/auth/schema";
import { database, systemContext } from "@/lib/db";
import { call, cookieOf, errorOf } from "@/tests/support/call";
import { login } from "@/tests/support/login";

// Every call here comes from one client, far more often than people do.
process.env.REQUESTS_PER_MINUTE = "10000";
process.env.LOGIN_ATTEMPTS_PER_CLIENT = "100";

async function invite(input: Partial<InvitationInput> = {}) {
  const { ctx } = await login({ role: "admin" });
  const { invitation, url } = await createInvitation(ctx, { role: "member", ...input });
  return { ctx, id: invitation.id, url, token: new URL(url).searchParams.get("token")! };
}

let sequence = 0;
const body = (token?: string, more: object = {}) => ({
  email: `joiner-${++sequence}@example.com`,
  name: "Joiner",
  password: "a quiet evening",
  acceptTerms: true,
  ...(token ? { token } : {}),
  ...more,
});

beforeEach(async () => {
  await database().throttle.deleteMany();
});

describe("signing up with an invitation", () => {
  it("makes an account of the invitation's role and signs in", async () => {
    const { token, url } = await invite({ role: "admin" });
    expect(url).toMatch(/^http:\/\/localhost:3000\/sign-up\?token=[\w-]{43}$/);
    const response = await call(POST, { body: body(token) });
    expect(response.status).toBe(201);
    const { account } = (await response.json()) as { account: { id: string; role: string } };
    expect(account.role).toBe("admin");
    expect(await findActor(new Headers({ cookie: cookieOf(response) }))).toMatchObject({ userId: account.id });
    const row = await database().user.findUniqueOrThrow({ where: { id: account.id } });
    expect(row.acceptedTermsAt).not.toBeNull();
    const invitation = await database().invitation.findFirstOrThrow({ where: { usedById: account.id } });
    expect(invitation.usedAt).not.toBeNull();
  });

  it("makes one account, though 64 ask at once", { timeout: 60_000 }, async () => {
    const { token } = await invite();
    const before = await database().user.count();
    const responses = await Promise.all(Array.from({ length: 64 }, () => call(POST, { body: body(token) })));
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(new Set(statuses)).toEqual(new Set([201, 404]));
    expect(await database().user.count()).toBe(before + 1);
  });

  it("makes one account of an address, though two invitations are used at once", async () => {
    const [first, second] = [await invite(), await invite()];
    const email = "twice@example.com";
    const responses = await Promise.all(
      [first, second].map(({ token }) => call(POST, { body: body(token, { email }) })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await database().invitation.count({ where: { id: { in: [first.id, second.id] }, usedAt: null } })).toBe(1);
  });

  it("answers alike for used, withdrawn, expired, unknown and setup links", async () => {
    const used = await invite();
    await call(POST, { body: body(used.token) });
    const withdrawn = await invite();
    await revokeInvitation(withdrawn.ctx, { id: withdrawn.id });
    const expired = await invite();
    await database().invitation.update({ where: { id: expired.id }, data: { expiresAt: new Date(Date.now() - 1000) } });
    const setup = new URL((await createSetupLink(systemContext(), { again: true })).url).searchParams.get("token")!;
    for (const token of [used.token, withdrawn.token, expired.token, setup, "A".repeat(43)]) {
      const response = await call(POST, { body: body(token) });
      expect([response.status, await errorOf(response)]).toMatchObject([404, { reason: "invitation_invalid" }]);
      const offer = await findInvitation(systemContext(), token);
      expect(offer?.kind ?? "none").toBe(token === setup ? "setup" : "none");
    }
  });

  it("is for the bound address alone", async () => {
    const { token } = await invite({ email: "bound@example.com" });
    expect(await findInvitation(systemContext(), token)).toMatchObject({ kind: "invite", email: "bound@example.com" });
    const other = await call(POST, { body: body(token) });
    expect([other.status, await errorOf(other)]).toMatchObject([403, { reason: "invitation_email" }]);
    expect((await call(POST, { body: body(token, { email: "BOUND@example.com" }) })).status).toBe(201);
  });

  it("needs an invitation, terms, a good password and known fields", async () => {
    const { token } = await invite();
    const without = await call(POST, { body: body() });
    expect([without.status, await errorOf(without)]).toMatchObject([403, { reason: "invitation_required" }]);
    const cases: [object, string][] = [
      [{ acceptTerms: false }, "acceptTerms"],
      [{ acceptTerms: "true" }, "acceptTerms"],
      [{ role: "admin" }, "role"],
      [{ password: "short" }, "password"],
      [{ password: "Password123" }, "password"],
      [{ password: 12345678 }, "password"],
      [{ email: "a@example.com,b@example.com" }, "email"],
      [{ email: { set: "a@example.com" } }, "email"],
      [{ name: "a\u0000b" }, "name"],
      [{ name: "x".repeat(81) }, "name"],
      [{ token: { startsWith: "" } }, "token"],
      [{ token: null }, "token"],
    ];
    for (const [change, field] of cases) {
      const response = await call(POST, { body: { ...body(token), ...change } });
      expect([response.status, (await errorOf(response)).field], JSON.stringify(change)).toEqual([400, field]);
    }
    expect((await call(POST, { body: body(token) })).status).toBe(201);
  });

  it("throttles those who use it to look for accounts", async () => {
    const { token, ctx } = await invite();
    const taken = ctx.actor.type === "user" ? ctx.actor.email : "";
    await database().$executeRaw`
      insert into throttles (key, count, window_ends_at)
      select key, 99, now() + interval '10 minutes' from (
        select 'login:client:' || rtrim(translate(encode(sha256('unknown'::bytea), 'base64'), '+/', '-_'), '=') as key) as keys`;
    const attempt = async () => errorOf(await call(POST, { body: body(token, { email: taken }) }));
    expect(await attempt()).toMatchObject({ code: "conflict", reason: "email_taken" });
    expect(await attempt()).toMatchObject({ code: "rate_limited", reason: "attempts" });
  });
});

describe("signInMethods", () => {
  it("says what is configured", () => {
    expect(signInMethods()).toEqual({ providers: [], signUp: "invite" });
  });
});
