import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { POST as postImport } from "@/app/api/conversations/import/route";
import { GET, POST } from "@/app/api/settings/takeout/route";
import type { TakeoutLink } from "@/lib/auth/schema";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import { seedCatalogue } from "@/lib/models";
import { leftOut, ownTables } from "@/lib/takeout/tables";
import { createTool } from "@/lib/tools";
import { makeItem } from "@/tests/integration/library/support";
import { call, errorOf } from "@/tests/support/call";
import { login, loginAs, type Login } from "@/tests/support/login";
import { unzip } from "@/tests/support/unzip";

const password = "a quiet evening";
const ask = (person: Login, body: object) => call(POST, { headers: person.headers, body });
const take = (person: Login, address: string) => call(GET, { method: "GET", path: address, headers: person.headers });

async function linkOf(person: Login): Promise<string> {
  const answer = await ask(person, { password });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as TakeoutLink).address;
}

async function converse(person: Login, words: string): Promise<void> {
  const id = newId();
  const question = newId();
  await database().conversation.create({
    data: { id, userId: person.userId, title: words, modelId: "maker/model", systemPrompt: "", parameters: {} },
  });
  await database().message.create({
    data: { id: question, conversationId: id, role: "user", state: "complete", parts: [{ type: "text", text: words }] },
  });
  await database().conversation.update({ where: { id }, data: { leafId: question } });
}

beforeEach(async () => {
  await database().throttle.deleteMany();
});

it("names every table of the database, as a person's own or left out with the reason", async () => {
  const rows = await database().$queryRaw<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'`;
  expect([...Object.keys(ownTables), ...Object.keys(leftOut)].sort()).toEqual(rows.map(({ name }) => name).sort());
});

describe("everything of a person", () => {
  it("is one archive with rows, files and the checksum of each, and nothing of others or secret", async () => {
    const person = await login({ password, name: "Ada 艾达" });
    const other = await login({ password, name: "Somebody Else" });
    await converse(person, "我们谈谈灯塔");
    await converse(other, "words of somebody else");
    const kept = await makeItem(person, { name: "灯塔.png", bytes: Buffer.alloc(300_000, "pixels ") });
    const trashed = await makeItem(person, { name: "old.png", trashedAt: new Date() });
    const gone = await makeItem(person, { name: "gone.png", bytes: false });
    await makeItem(other, { name: "theirs.png" });
    // more than are read at once, by numbers and by names
    await database().$executeRaw`
      insert into audit_events (action, target_id, details)
      select 'sessions.ended', ${person.userId}, '{}'::jsonb from generate_series(1, 600)`;
    await createTool(person.ctx, {
      ...{ name: "look_up", description: "Looks it up.", parameters: { type: "object" }, method: "GET" },
      ...{ url: "https://tools.example.com/look", headers: [{ name: "authorization", value: "Bearer very-secret" }] },
    });

    const response = await take(person, await linkOf(person));
    expect(response.headers.get("content-type")).toBe("application/zip");
    expect(response.headers.get("cache-control")).toContain("no-store");
    const files = await unzip(response);
    const manifest = JSON.parse(files.get("manifest.json")!.toString()) as {
      files: { file: string; sizeBytes: number; sha256: string }[];
      missing: unknown[];
    };
    expect(manifest.files.map(({ file }) => file)).toEqual(
      [...files.keys()].filter((name) => name !== "manifest.json"),
    );
    for (const { file, sizeBytes, sha256 } of manifest.files) {
      const bytes = files.get(file)!;
      expect(bytes.length, file).toBe(sizeBytes);
      expect(createHash("sha256").update(bytes).digest("hex"), file).toBe(sha256);
    }
    expect(manifest.missing).toEqual([{ id: gone, name: "gone.png" }]);
    expect([...files.keys()].filter((name) => name.startsWith("files/"))).toEqual([
      `files/${kept}.png`,
      `files/${trashed}.png`,
    ]);
    for (const name of Object.keys(ownTables)) {
      expect(JSON.parse(files.get(`rows/${name}.json`)!.toString()), name).toBeInstanceOf(Array);
    }
    expect(JSON.parse(files.get("rows/users.json")!.toString())).toMatchObject([
      { name: "Ada 艾达", email: person.email },
    ]);
    expect(JSON.parse(files.get("rows/audit_events.json")!.toString())).toHaveLength(601);
    const whole = Buffer.concat([...files.values()]).toString();
    expect(whole).toContain("我们谈谈灯塔");
    for (const foreign of ["words of somebody else", "theirs.png", other.email, "scrypt$", "very-secret", "digest"]) {
      expect(whole, foreign).not.toContain(foreign);
    }

    // the conversations in it can be brought to another account
    const { headers } = await login();
    const body = files.get("conversations.json")!.toString();
    await seedCatalogue(systemContext());
    const brought = await call(postImport, { headers, body });
    expect(await brought.json()).toMatchObject({ report: { source: "silica", conversations: 1, messages: 1 } });
  });

  it("is asked for with the password, and by a fresh sign-in where there is none", async () => {
    const person = await login({ password });
    for (const body of [{}, { password: "a loud morning" }]) {
      const refused = await ask(person, body);
      expect(refused.status).toBe(400);
      expect(await errorOf(refused)).toMatchObject({ reason: "current_password", field: "password" });
    }
    const without = await login();
    expect((await ask(without, {})).status).toBe(201);
    await database().session.update({
      where: { id: without.sessionId },
      data: { createdAt: new Date(Date.now() - 11 * 60_000) },
    });
    expect(await errorOf(await ask(without, {}))).toMatchObject({ code: "forbidden", reason: "sign_in_again" });
  });

  it("is for the session that asked, for a quarter of an hour", async () => {
    const person = await login({ password });
    const address = await linkOf(person);
    const elsewhere = await loginAs({ id: person.userId, email: person.email, name: "", role: "member" });
    expect((await take(elsewhere, address)).status).toBe(404);
    expect((await take(await login(), address)).status).toBe(404);
    expect((await call(GET, { method: "GET", path: address })).status).toBe(401);
    expect((await take(person, `${address.slice(0, -6)}AAAAAA`)).status).toBe(404);
    expect((await take(person, "/api/settings/takeout?token=x")).status).toBe(404);
    const { openTakeout } = await import("@/lib/takeout");
    const token = new URL(address, "http://localhost").searchParams.get("token")!;
    const later = { ...person.ctx, now: new Date(Date.now() + 16 * 60_000) };
    await expect(openTakeout(later, { token })).rejects.toMatchObject({ code: "not_found" });
  });
});
