import { beforeEach, describe, expect, it } from "vitest";
import { POST as postDelete } from "@/app/api/settings/delete-account/route";
import { POST as postPassword } from "@/app/api/settings/password/route";
import { GET as getSettings, PATCH as patchSettings } from "@/app/api/settings/route";
import { DELETE as deleteSession } from "@/app/api/settings/sessions/[id]/route";
import { POST as postEndOthers } from "@/app/api/settings/sessions/end-others/route";
import { GET as getSessions } from "@/app/api/settings/sessions/route";
import { POST as postSignIn } from "@/app/api/sign-in/route";
import { eraseAccount, findActor } from "@/lib/auth";
import type { Account, SessionSummary } from "@/lib/auth/schema";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import { enqueue, runDueJobs } from "@/lib/jobs";
import { call, cookieOf, errorOf } from "@/tests/support/call";
import { login, loginAs, type Login } from "@/tests/support/login";

const password = "a quiet evening";
const isIn = async (cookie: string) => (await findActor(new Headers({ cookie }))) !== undefined;
const again = (person: Login) => loginAs({ id: person.userId, email: person.email, name: "", role: "member" });

beforeEach(async () => {
  await database().throttle.deleteMany();
});

describe("the profile", () => {
  it("is read and changed by its owner, field by field", async () => {
    const { headers, userId, email } = await login({ name: "Before" });
    const patch = async (body: object) =>
      ((await (await call(patchSettings, { method: "PATCH", headers, body })).json()) as { account: Account }).account;
    expect(await patch({ name: " After ", locale: "zh-CN" })).toMatchObject({
      name: "After",
      locale: "zh-CN",
      theme: null,
    });
    expect(await patch({ theme: "dark" })).toMatchObject({ name: "After", locale: "zh-CN", theme: "dark" });
    expect(await patch({ locale: null })).toMatchObject({ locale: null, theme: "dark" });
    const text = await (await call(getSettings, { method: "GET", headers })).text();
    expect(JSON.parse(text)).toMatchObject({ account: { id: userId, email, hasPassword: false } });
    expect(text.toLowerCase()).not.toContain("hash");
  });

  it.each([
    { role: "admin" },
    { email: "other@example.com" },
    { passwordHash: "x" },
    { id: "x" },
    { disabledAt: null },
    { name: { set: "x" } },
    { name: ["x"] },
    { locale: "fr" },
    { theme: 1 },
  ])("refuses %j", async (body) => {
    const { headers } = await login();
    expect((await call(patchSettings, { method: "PATCH", headers, body })).status).toBe(400);
  });

  it("is nobody's without a session", async () => {
    expect((await call(getSettings, { method: "GET" })).status).toBe(401);
    expect((await call(patchSettings, { method: "PATCH", body: { name: "x" } })).status).toBe(401);
  });
});

describe("changing the password", () => {
  it("ends every session and gives this browser a new one", async () => {
    const person = await login({ password });
    const elsewhere = await again(person);
    const stranger = await login();
    const response = await call(postPassword, {
      headers: person.headers,
      body: { currentPassword: password, newPassword: "a louder morning" },
    });
    expect(response.status).toBe(204);
    expect(await isIn(elsewhere.cookie)).toBe(false);
    expect(await isIn(person.cookie)).toBe(false);
    expect(await isIn(cookieOf(response))).toBe(true);
    expect(await isIn(stranger.cookie)).toBe(true);
    const status = async (given: string) =>
      (await call(postSignIn, { body: { email: person.email, password: given } })).status;
    expect([await status(password), await status("a louder morning")]).toEqual([401, 200]);
  });

  it("needs the current one, which cannot be guessed through it", async () => {
    const { headers, email } = await login({ password });
    const attempt = async (currentPassword?: string) =>
      errorOf(await call(postPassword, { headers, body: { currentPassword, newPassword: "a louder morning" } }));
    expect(await attempt("wrong")).toMatchObject({
      code: "invalid_input",
      reason: "current_password",
      field: "currentPassword",
    });
    expect(await attempt()).toMatchObject({ reason: "current_password" });
    for (let round = 2; round < 10; round++) await attempt("wrong");
    expect(await attempt(password)).toMatchObject({ code: "rate_limited", reason: "attempts" });
    expect((await call(postSignIn, { body: { email, password } })).status).toBe(429);
  });

  it("refuses common and short ones", async () => {
    const { headers } = await login({ password });
    for (const [newPassword, reason] of [
      ["Password123", "common_password"],
      ["short", undefined],
    ]) {
      const response = await call(postPassword, { headers, body: { currentPassword: password, newPassword } });
      expect(response.status).toBe(400);
      expect(await errorOf(response)).toMatchObject({ field: "newPassword", ...(reason ? { reason } : {}) });
    }
  });

  it("succeeds once, of several at once", async () => {
    const person = await login({ password });
    const others = await Promise.all([again(person), again(person)]);
    const statuses = await Promise.all(
      [person, ...others].map(async ({ headers }, index) => {
        const body = { currentPassword: password, newPassword: `a louder morning ${index}` };
        return (await call(postPassword, { headers, body })).status;
      }),
    );
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(await database().session.count({ where: { userId: person.userId, endedAt: null } })).toBe(1);
  });

  it("sets the first one only soon after signing in", async () => {
    const { headers, sessionId } = await login();
    const body = { newPassword: "a louder morning" };
    await database()
      .$executeRaw`update sessions set created_at = now() - interval '11 minutes' where id = ${sessionId}`;
    const late = await call(postPassword, { headers, body });
    expect([late.status, await errorOf(late)]).toMatchObject([403, { reason: "sign_in_again" }]);
    await database().$executeRaw`update sessions set created_at = now() where id = ${sessionId}`;
    expect((await call(postPassword, { headers, body })).status).toBe(204);
  });
});

describe("sessions", () => {
  it("are listed to their owner, and ended one by one or all but this", async () => {
    const person = await login();
    const [second, third] = [await again(person), await again(person)];
    const stranger = await login();
    const list = async () =>
      (
        (await (await call(getSessions, { method: "GET", headers: person.headers })).json()) as {
          sessions: SessionSummary[];
        }
      ).sessions;
    const sessions = await list();
    expect(sessions.map(({ id }) => id).sort()).toEqual([person.sessionId, second.sessionId, third.sessionId].sort());
    expect(sessions.filter(({ current }) => current).map(({ id }) => id)).toEqual([person.sessionId]);
    expect(JSON.stringify(sessions)).not.toMatch(/secret|digest/i);
    const end = (id: string) => call(deleteSession, { method: "DELETE", headers: person.headers, params: { id } });
    expect((await end(second.sessionId)).status).toBe(204);
    expect(await isIn(second.cookie)).toBe(false);
    expect((await end(second.sessionId)).status).toBe(404);
    const response = await call(postEndOthers, { headers: person.headers });
    expect(await response.json()).toEqual({ ended: 1 });
    expect([await isIn(third.cookie), await isIn(person.cookie), await isIn(stranger.cookie)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("of other people are not found, as if there were none", async () => {
    const [person, stranger] = [await login(), await login()];
    const end = async (id: string) => {
      const response = await call(deleteSession, { method: "DELETE", headers: person.headers, params: { id } });
      const { requestId: _, ...error } = await errorOf(response);
      return [response.status, error];
    };
    expect(await end(stranger.sessionId)).toEqual(await end(newId()));
    expect(await isIn(stranger.cookie)).toBe(true);
    for (const id of ["x", "", "' or 1=1", "[object Object]"]) expect((await end(id))[0]).toBe(400);
  });
});

describe("deleting the account", () => {
  async function withBelongings(options: { role?: "admin" | "member" } = {}) {
    const person = await login({ password, name: "Leaver", ...options });
    const { userId, email } = person;
    await database().identity.create({ data: { id: newId(), userId, provider: "github", subject: newId() } });
    await database().invitation.create({
      data: { id: newId(), tokenDigest: newId(), email, usedById: userId, expiresAt: new Date() },
    });
    await database().draft.create({ data: { userId, conversationId: "new", text: "unsent words" } });
    for (let index = 0; index < 3; index++) {
      const conversationId = newId();
      await database().conversation.create({
        data: {
          id: conversationId,
          userId,
          modelId: "m",
          title: "private words",
          messages: { create: { id: newId(), role: "user", parts: [{ type: "text", text: "private words" }] } },
        },
      });
    }
    await database().ledgerEntry.create({
      data: {
        chargeId: newId(),
        userId,
        modelId: "m",
        purpose: "chat",
        units: {},
        rates: {},
        costNanos: 5n,
        currency: "USD",
        basis: "reported",
        outcome: "complete",
      },
    });
    return person;
  }
  const jobs = () => runDueJobs(systemContext(), [eraseAccount]);

  it("takes identity and sessions at once and everything written soon after, and keeps the books", async () => {
    const person = await withBelongings();
    const elsewhere = await again(person);
    const bystander = await withBelongings();
    const response = await call(postDelete, { headers: person.headers, body: { password } });
    expect(response.status).toBe(204);
    expect(response.headers.get("set-cookie")).toContain("Max-Age=0");
    expect([await isIn(person.cookie), await isIn(elsewhere.cookie), await isIn(bystander.cookie)]).toEqual([
      false,
      false,
      true,
    ]);
    expect((await call(postSignIn, { body: { email: person.email, password } })).status).toBe(401);
    await jobs();
    const { userId, email } = person;
    expect(await database().user.findUnique({ where: { id: userId } })).toBeNull();
    for (const count of [
      database().conversation.count({ where: { userId } }),
      database().message.count({ where: { conversation: { userId } } }),
      database().draft.count({ where: { userId } }),
      database().session.count({ where: { userId } }),
      database().identity.count({ where: { userId } }),
      database().invitation.count({ where: { email } }),
      database().job.count({ where: { key: userId } }),
    ]) {
      expect(await count).toBe(0);
    }
    expect(await database().ledgerEntry.count({ where: { userId } })).toBe(1);
    const trail = await database().auditEvent.findMany({ where: { targetId: userId } });
    expect(trail.map(({ action }) => action)).toContain("account.deleted");
    expect(
      JSON.stringify(trail, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    ).not.toContain(email);
    expect(await database().conversation.count({ where: { userId: bystander.userId } })).toBe(3);
    await login({ email, password });
  });

  it("asks for the password again", async () => {
    const { headers, cookie } = await login({ password });
    for (const body of [{}, { password: "wrong" }]) {
      const response = await call(postDelete, { headers, body });
      expect([response.status, await errorOf(response)]).toMatchObject([
        400,
        { reason: "current_password", field: "password" },
      ]);
    }
    expect((await call(postDelete, { headers, body: { password: { not: "" } } })).status).toBe(400);
    expect(await isIn(cookie)).toBe(true);
  });

  it("is not for the last administrator", async () => {
    await database().user.updateMany({ where: { role: "admin" }, data: { role: "member" } });
    const admin = await withBelongings({ role: "admin" });
    const refused = await call(postDelete, { headers: admin.headers, body: { password } });
    expect([refused.status, await errorOf(refused)]).toMatchObject([409, { reason: "last_administrator" }]);
    await login({ role: "admin" });
    expect((await call(postDelete, { headers: admin.headers, body: { password } })).status).toBe(204);
  });

  it("tells running answers to stop and waits for them", async () => {
    const person = await withBelongings();
    const message = await database().message.findFirstOrThrow({ where: { conversation: { userId: person.userId } } });
    const generation = await database().generation.create({
      data: {
        id: newId(),
        messageId: message.id,
        conversationId: message.conversationId,
        userId: person.userId,
        modelId: "m",
        state: "streaming",
        holder: "test",
        leaseUntil: new Date(Date.now() + 60_000),
      },
    });
    await call(postDelete, { headers: person.headers, body: { password } });
    const stopped = await database().generation.findUniqueOrThrow({ where: { id: generation.id } });
    expect(stopped.stopRequestedAt).not.toBeNull();
    const erased = jobs();
    await database().generation.update({ where: { id: generation.id }, data: { state: "stopped" } });
    await erased;
    expect(await database().user.findUnique({ where: { id: person.userId } })).toBeNull();
  });

  it("erases nobody who has not asked for it", async () => {
    const { userId } = await login();
    await enqueue(systemContext(), eraseAccount, { userId });
    await jobs();
    expect(await database().user.findUnique({ where: { id: userId } })).not.toBeNull();
  });
});
