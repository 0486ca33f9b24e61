import { beforeEach, describe, expect, it } from "vitest";
import { DELETE as deleteInvitation } from "@/app/api/admin/invitations/[id]/route";
import { GET as getInvitations, POST as postInvitation } from "@/app/api/admin/invitations/route";
import { PATCH as patchPerson } from "@/app/api/admin/people/[id]/route";
import { GET as getPeople } from "@/app/api/admin/people/route";
import { createUser, findActor, findInvitation, listPeople, signIn, updatePerson } from "@/lib/auth";
import type { InvitationSummary, Page, Person } from "@/lib/auth/schema";
import { newId } from "@/lib/core";
import type { Spending } from "@/lib/metering/schema";
import { database, systemContext } from "@/lib/db";
import { call, errorOf } from "@/tests/support/call";
import { contextOf, login, type Login } from "@/tests/support/login";

let admin: Login;
beforeEach(async () => {
  await database().user.deleteMany();
  await database().invitation.deleteMany();
  admin = await login({ role: "admin", email: "admin@example.com", name: "Ada" });
});

type Listed = Person & Spending;

const patch = (id: string, body: unknown, by = admin) =>
  call(patchPerson, { method: "PATCH", headers: by.headers, params: { id }, body });
const people = async (query = "", by = admin) => {
  const response = await call(getPeople, { method: "GET", headers: by.headers, path: `/api/admin/people${query}` });
  expect(response.status).toBe(200);
  return (await response.json()) as Page<Listed>;
};

describe("the list of people", () => {
  it("shows who they are, and nothing secret", async () => {
    const member = await login({ email: "member@example.com", name: "Mo", password: "a quiet evening" });
    const { items, nextCursor } = await people();
    expect(nextCursor).toBeNull();
    expect(items.map(({ email }) => email)).toEqual(["member@example.com", "admin@example.com"]);
    expect(items[0]).toMatchObject({ id: member.userId, name: "Mo", role: "member", disabled: false });
    expect(Date.parse(items[0]!.lastSeenAt!)).toBeGreaterThan(Date.now() - 60_000);
    expect(JSON.stringify(items)).not.toMatch(/scrypt|hash/i);
  });

  it("is paged without gaps or repetitions, though accounts share a moment", async () => {
    const createdAt = new Date("2026-01-01T00:00:00Z");
    await database().user.createMany({
      data: Array.from({ length: 7 }, (_, index) => ({ id: newId(), email: `p${index}@example.com`, createdAt })),
    });
    const seen: string[] = [];
    let cursor: string | null = "";
    do {
      const page: Page<Listed> = await people(`?limit=3${cursor ? `&cursor=${cursor}` : ""}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(8);
    expect(new Set(seen).size).toBe(8);
  });

  it("is searched by address and name, wildcards standing for themselves", async () => {
    await login({ email: "percent@example.com", name: "100% Grace_Hopper\\" });
    const found = async (search: string) =>
      (await people(`?search=${encodeURIComponent(search)}`)).items.map(({ email }) => email);
    expect(await found("GRACE")).toEqual(["percent@example.com"]);
    expect(await found("0%")).toEqual(["percent@example.com"]);
    expect(await found("_")).toEqual(["percent@example.com"]);
    expect(await found("\\")).toEqual(["percent@example.com"]);
    expect(await found("admin@")).toEqual(["admin@example.com"]);
    expect(await found("a%n")).toEqual([]);
  });

  it.each(["limit=0", "limit=101", "limit=x", "cursor=x", "cursor=W10", "order=name", "search=%00"])(
    "refuses ?%s",
    async (query) => {
      const response = await call(getPeople, {
        method: "GET",
        headers: admin.headers,
        path: `/api/admin/people?${query}`,
      });
      expect(response.status).toBe(400);
    },
  );
});

describe("administration", () => {
  it("is closed to everyone else, in the routes and in the verbs", async () => {
    const member = await login();
    const id = admin.userId;
    const calls = (headers: Record<string, string>) => [
      call(getPeople, { method: "GET", headers }),
      call(patchPerson, { method: "PATCH", headers, params: { id }, body: { disabled: true } }),
      call(getInvitations, { method: "GET", headers }),
      call(postInvitation, { headers, body: {} }),
      call(deleteInvitation, { method: "DELETE", headers, params: { id } }),
    ];
    for (const response of await Promise.all(calls(member.headers))) expect(response.status).toBe(403);
    for (const response of await Promise.all(calls({}))) expect(response.status).toBe(401);
    await expect(listPeople(member.ctx, { limit: 10 })).rejects.toMatchObject({ code: "forbidden" });
    await expect(updatePerson(member.ctx, { id: member.userId, role: "admin" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const key = contextOf({ type: "apiKey", userId: admin.userId, role: "admin", keyId: "k" });
    await expect(updatePerson(key, { id: member.userId, role: "admin" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      createUser(admin.ctx, { email: "x@example.com", name: "", role: "admin", password: "a quiet evening" }),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("takes effect with the next request: role, disabling, enabling", async () => {
    const member = await login({ password: "a quiet evening" });
    const actor = () => findActor(new Headers({ cookie: member.cookie }));
    expect(await (await patch(member.userId, { role: "admin" })).json()).toMatchObject({ person: { role: "admin" } });
    expect(await actor()).toMatchObject({ role: "admin" });
    expect(await (await patch(member.userId, { disabled: true })).json()).toMatchObject({ person: { disabled: true } });
    expect(await actor()).toBeUndefined();
    await patch(member.userId, { disabled: false, role: "member" });
    expect(await actor()).toBeUndefined();
    const visit = { clientAddress: "192.0.2.1", userAgent: "" };
    await signIn(contextOf({ type: "anonymous" }), { email: member.email, password: "a quiet evening", ...visit });
    const trail = await database().auditEvent.findMany({ where: { targetId: member.userId }, orderBy: { id: "asc" } });
    expect(trail.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["account.role_changed", admin.userId],
      ["account.disabled", admin.userId],
      ["account.role_changed", admin.userId],
      ["account.enabled", admin.userId],
    ]);
  });

  it("never loses its last administrator, even when two demote each other at once", async () => {
    for (const body of [{ role: "member" }, { disabled: true }]) {
      const response = await patch(admin.userId, body);
      expect([response.status, await errorOf(response)]).toMatchObject([409, { reason: "last_administrator" }]);
    }
    for (let round = 0; round < 5; round++) {
      const other = await login({ role: "admin" });
      const change = round % 2 ? { role: "member" as const } : { disabled: true };
      const results = await Promise.allSettled([
        updatePerson(admin.ctx, { id: other.userId, ...change }),
        updatePerson(other.ctx, { id: admin.userId, ...change }),
        updatePerson(admin.ctx, { id: admin.userId, ...change }),
      ]);
      expect(await database().user.count({ where: { role: "admin", disabledAt: null } })).toBe(1);
      expect(results.filter(({ status }) => status === "rejected").length).toBeGreaterThan(0);
      await database().user.updateMany({ where: { id: admin.userId }, data: { role: "admin", disabledAt: null } });
      await database().user.deleteMany({ where: { id: other.userId } });
    }
  });

  it("sets a monthly limit, together with the rest or not at all", async () => {
    const member = await login();
    const limited = await patch(member.userId, { monthlyLimit: "2500000000" });
    expect(await limited.json()).toMatchObject({
      person: { id: member.userId, limitNanos: "2500000000", spentNanos: "0" },
    });
    expect((await people()).items[0]).toMatchObject({ limitNanos: "2500000000", spentNanos: "0", role: "member" });
    expect((await patch(admin.userId, { monthlyLimit: "1", role: "member" })).status).toBe(409);
    expect((await people()).items[1]).toMatchObject({ id: admin.userId, limitNanos: null });
    expect(await (await patch(member.userId, { monthlyLimit: null })).json()).toMatchObject({
      person: { limitNanos: null },
    });
    for (const monthlyLimit of ["-1", "1.5", "NaN", "1e9", 5, "", {}, "9".repeat(30)]) {
      expect((await patch(member.userId, { monthlyLimit })).status).toBe(400);
    }
    expect((await patch(newId(), { monthlyLimit: "1" })).status).toBe(404);
  });

  it("counts a disabled administrator as none", async () => {
    const other = await login({ role: "admin" });
    expect((await patch(other.userId, { disabled: true })).status).toBe(200);
    expect((await patch(admin.userId, { role: "member" })).status).toBe(409);
    expect((await patch(other.userId, { role: "member" })).status).toBe(200);
  });

  it.each([
    [{ role: "owner" }],
    [{ role: { set: "admin" } }],
    [{ disabled: "true" }],
    [{ email: "x@example.com" }],
    [{ passwordHash: "x" }],
    [null],
    [[]],
  ])("refuses %j", async (body) => {
    expect((await patch(admin.userId, body)).status).toBe(400);
  });

  it("does not find those who do not exist or have left", async () => {
    expect((await patch(newId(), { disabled: true })).status).toBe(404);
    expect((await patch("x", { disabled: true })).status).toBe(400);
    const id = newId();
    await database().user.create({ data: { id, email: `erased:${id}`, disabledAt: new Date() } });
    expect((await patch(id, { disabled: false })).status).toBe(404);
    expect((await people()).items).toHaveLength(1);
  });
});

describe("invitations", () => {
  const invite = async (body: object = {}) => {
    const response = await call(postInvitation, { headers: admin.headers, body });
    expect(response.status).toBe(201);
    return (await response.json()) as { invitation: InvitationSummary; url: string };
  };
  const list = async (query = "") => {
    const path = `/api/admin/invitations${query}`;
    const response = await call(getInvitations, { method: "GET", headers: admin.headers, path });
    return (await response.json()) as Page<InvitationSummary>;
  };
  const revoke = (id: string) => call(deleteInvitation, { method: "DELETE", headers: admin.headers, params: { id } });
  const tokenOf = (url: string) => new URL(url).searchParams.get("token")!;

  it("show their link once, and are listed with their state", async () => {
    const open = await invite({ role: "admin", email: " NEW@example.com " });
    const revoked = await invite();
    await revoke(revoked.invitation.id);
    const expired = await invite();
    await database().invitation.update({ where: { id: expired.invitation.id }, data: { expiresAt: new Date(0) } });
    const { items } = await list();
    expect(items.map(({ id, state }) => [id, state])).toEqual([
      [expired.invitation.id, "expired"],
      [revoked.invitation.id, "revoked"],
      [open.invitation.id, "open"],
    ]);
    expect(items[2]).toMatchObject({ role: "admin", email: "new@example.com", createdBy: "admin@example.com" });
    for (const { url } of [open, revoked, expired]) expect(JSON.stringify(items)).not.toContain(tokenOf(url));
    const first = await list("?limit=2");
    const second = await list(`?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toEqual(items);
  });

  it("are withdrawn, also twice, but not once used", async () => {
    const { invitation, url } = await invite();
    expect((await revoke(invitation.id)).status).toBe(204);
    expect((await revoke(invitation.id)).status).toBe(204);
    expect(await findInvitation(systemContext(), tokenOf(url))).toBeUndefined();
    const used = await invite();
    await database().invitation.update({ where: { id: used.invitation.id }, data: { usedAt: new Date() } });
    const refused = await revoke(used.invitation.id);
    expect([refused.status, await errorOf(refused)]).toMatchObject([409, { reason: "invitation_used" }]);
    expect((await revoke(newId())).status).toBe(404);
  });

  it("end with the right of who made them", async () => {
    const { url } = await invite();
    const other = await login({ role: "admin" });
    expect((await patch(admin.userId, { role: "member" }, other)).status).toBe(200);
    expect(await findInvitation(systemContext(), tokenOf(url))).toBeUndefined();
  });

  it("are not made for people who have an account, nor of odd fields", async () => {
    const taken = await call(postInvitation, { headers: admin.headers, body: { email: "ADMIN@example.com" } });
    expect([taken.status, await errorOf(taken)]).toMatchObject([409, { reason: "email_taken" }]);
    for (const body of [
      { email: {} },
      { role: "owner" },
      { kind: "setup" },
      { expiresAt: "2099-01-01" },
      { email: "a@b.c,d@e.f" },
    ]) {
      expect((await call(postInvitation, { headers: admin.headers, body })).status).toBe(400);
    }
  });
});
