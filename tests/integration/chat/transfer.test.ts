import { describe, expect, it } from "vitest";
import { GET as getExport } from "@/app/api/conversations/export/route";
import { POST as postImport } from "@/app/api/conversations/import/route";
import { grantTakeout } from "@/lib/auth";
import { arrangeConversations, createFolder, listFolders, purgeDeleted, updateConversation } from "@/lib/chat";
import type { ImportReport } from "@/lib/chat/schema";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import { errorOf } from "../../support/call";
import { login, loginAs, type Login } from "../../support/login";
import { ask, chatWithSimulator, expectBooksInOrder, model, question } from "./support";

chatWithSimulator();

/** Of all conversations as whoever has just given the password. */
async function exported(person: Login, search: string): Promise<Response> {
  if (search.includes("ids=")) return exportedAs(person, search);
  const { address } = await grantTakeout(person.ctx, { clientAddress: "127.0.0.1", userAgent: "test" });
  return exportedAs(person, `${search}&${address.split("?")[1]}`);
}

async function exportedAs(person: Login, search: string): Promise<Response> {
  const request = new Request(`http://localhost:3000/api/conversations/export?${search}`, {
    headers: { cookie: person.cookie, "sec-fetch-site": "same-origin" },
  });
  return getExport(request, { params: Promise.resolve({}) });
}

/** Sends a file as a browser would, in pieces. */
async function send(
  person: Login,
  file: string | Uint8Array,
  headers: Record<string, string> = {},
  held = Promise.resolve(),
): Promise<Response> {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      await held;
      for (let at = 0; at < bytes.length; at += 1_000) controller.enqueue(bytes.slice(at, at + 1_000));
      controller.close();
    },
  });
  const request = new Request("http://localhost:3000/api/conversations/import", {
    method: "POST",
    body,
    headers: { cookie: person.cookie, "sec-fetch-site": "same-origin", "content-type": "application/json", ...headers },
    duplex: "half",
  } as RequestInit);
  return postImport(request, { params: Promise.resolve({}) });
}

async function imported(person: Login, file: unknown): Promise<ImportReport> {
  const response = await send(person, typeof file === "string" ? file : JSON.stringify(file));
  expect(response.status, await response.clone().text()).toBe(200);
  return ((await response.json()) as { report: ImportReport }).report;
}

/** Everything of a person, with ids as places in the order of the whole. */
async function everything(person: Login): Promise<unknown> {
  const response = await exported(person, "format=json");
  const { folders, conversations } = JSON.parse(await response.text()) as {
    folders: { id: string }[];
    conversations: { id: string; messages: { id: string }[] }[];
  };
  const ids = [...folders, ...conversations, ...conversations.flatMap(({ messages }) => messages)].map(({ id }) => id);
  const places = new Map(ids.map((id, index) => [id, `#${index}`]));
  return JSON.parse(
    JSON.stringify({ folders, conversations }, (_, value: unknown) =>
      typeof value === "string" ? (places.get(value) ?? value) : value,
    ),
  );
}

async function world(): Promise<Login> {
  const person = await login();
  const work = await createFolder(person.ctx, { name: "工作", systemPrompt: "Be exact.", modelId: model });
  await createFolder(person.ctx, { name: "Empty", systemPrompt: "", modelId: null });
  const first = await ask(person.ctx, question("What is 海浪?", { folderId: work.id }));
  const conversationId = first.started.conversation.id;
  await ask(person.ctx, question("", { conversationId, action: { type: "regenerate", messageId: first.message.id } }));
  await ask(
    person.ctx,
    question("", { conversationId, action: { type: "send", parentId: null, text: "In other words?" } }),
  );
  await updateConversation(person.ctx, { id: conversationId, leafId: first.message.id, pinned: true, title: "Waves" });
  const second = await ask(person.ctx, question("Another one", { parameters: { temperature: 0.3 } }));
  await updateConversation(person.ctx, { id: second.started.conversation.id, archived: true });
  return person;
}

describe("an export", () => {
  it("of everything is only for the session that has given the password", async () => {
    const person = await login();
    const elsewhere = await loginAs({ id: person.userId, email: person.email, name: "Test Person", role: "member" });
    const { conversations } = await grantTakeout(person.ctx, { clientAddress: "127.0.0.1", userAgent: "test" });
    const search = conversations.json.split("?")[1]!;
    expect((await exportedAs(person, search)).status).toBe(200);
    expect((await exportedAs(person, conversations.markdown.split("?")[1]!)).status).toBe(200);
    expect(await errorOf(await exportedAs(person, "format=json"))).toMatchObject({ code: "not_found" });
    expect((await exportedAs(person, "format=json&token=x")).status).toBe(404);
    expect((await exportedAs(await login(), search)).status).toBe(404);
    expect((await exportedAs(elsewhere, search)).status).toBe(404);
  });

  it("imported into a second account is identical: trees, titles, folders, receipts, times", async () => {
    const person = await world();
    const other = await login();
    const file = await (await exported(person, "format=json")).text();
    const report = await imported(other, file);
    expect(report).toMatchObject({ source: "silica", conversations: 2, folders: 2, leftCount: 0, cut: false });
    expect(await everything(other)).toEqual(await everything(person));
    const before = new Set((JSON.parse(file) as { conversations: { id: string }[] }).conversations.map(({ id }) => id));
    const rows = await database().conversation.findMany({ where: { userId: other.userId } });
    expect(rows.some(({ id }) => before.has(id))).toBe(false);
    // What the answers cost is shown and was paid by somebody else.
    expect(await database().ledgerEntry.count({ where: { userId: other.userId } })).toBe(0);
    expect(await database().usageDay.count({ where: { userId: other.userId } })).toBe(0);
    await expectBooksInOrder();
  });

  it("imported again adds nothing, also where it came from; what was deleted comes back", async () => {
    const person = await world();
    const file = await (await exported(person, "format=json")).text();
    const before = await everything(person);
    expect(await imported(person, file)).toMatchObject({
      conversations: 0,
      folders: 0,
      leftCount: 2,
      left: [{ reason: "here" }, { reason: "here" }],
    });
    expect(await everything(person)).toEqual(before);
    const other = await login();
    await imported(other, file);
    expect(await imported(other, file)).toMatchObject({ conversations: 0, folders: 0, leftCount: 2 });
    const [row] = await database().conversation.findMany({ where: { userId: other.userId, title: "Waves" } });
    await arrangeConversations(other.ctx, { ids: [row!.id], action: { type: "delete" } });
    expect(await imported(other, file)).toMatchObject({ conversations: 1, leftCount: 1 });
    expect(await everything(other)).toEqual(before);
  });

  it("holds one, several, or all of the person's own, and nothing of others", async () => {
    const person = await world();
    const other = await login();
    const foreign = await ask(other.ctx, question("A secret of others"));
    const ids = (await database().conversation.findMany({ where: { userId: person.userId } })).map(({ id }) => id);
    const foreignId = foreign.started.conversation.id;
    const one = (await (await exported(person, `format=json&ids=${ids[0]},${foreignId}`)).json()) as {
      conversations: { id: string }[];
    };
    expect(one.conversations.map(({ id }) => id)).toEqual([ids[0]]);
    expect((await exported(person, `format=json&ids=${foreignId}`)).status).toBe(404);
    expect((await exported(person, "format=json&ids=x")).status).toBe(400);
    expect((await exported(person, "format=xml")).status).toBe(400);
    const all = await exported(person, "format=markdown");
    expect(all.headers.get("content-disposition")).toMatch(/^attachment; .*\.md$/);
    const text = await all.text();
    expect(text).toContain("# Waves");
    expect(text).toContain("In other words?");
    expect(text).not.toContain("secret of others");
    const named = await exported(person, `format=markdown&ids=${ids[0]}`);
    expect(named.headers.get("content-disposition")).toContain("filename*=UTF-8''");
  });

  it("names pictures that only their owner keeps", async () => {
    const person = await login();
    const { started } = await ask(person.ctx, question("Look at this"));
    const assetId = newId();
    await database().asset.create({
      data: {
        id: assetId,
        userId: person.userId,
        kind: "picture",
        name: "cat.png",
        mediaType: "image/png",
        sizeBytes: 10,
        sha256: "0",
        width: 1,
        height: 1,
        key: assetId,
      },
    });
    const picture = { type: "picture", assetId, name: "cat.png", alt: "", detail: "high", width: 1, height: 1 };
    await database().message.update({
      where: { id: started.userMessage!.id },
      data: { parts: [{ type: "text", text: "Look" }, picture] },
    });
    const file = await (await exported(person, "format=json")).text();
    expect(JSON.parse(file)).toMatchObject({
      conversations: [{ attachments: [{ id: assetId, name: "cat.png", sha256: "0" }] }],
    });
    const other = await login();
    expect((await imported(other, file)).omitted.attachments).toBe(1);
    expect(JSON.stringify(await everything(other))).not.toContain(assetId);
    await database().conversation.delete({ where: { id: started.conversation.id } });
    expect((await imported(person, file)).omitted.attachments).toBe(0);
    expect(JSON.stringify(await everything(person))).toContain(assetId);
  });
});

describe("files of other products", () => {
  const chatgpt = (title: string, id: string) => ({
    title,
    conversation_id: id,
    create_time: 1_712_345_600,
    update_time: 1_712_345_700,
    current_node: "b",
    mapping: {
      root: { id: "root", message: null, parent: null, children: ["a"] },
      a: {
        id: "a",
        parent: "root",
        message: {
          author: { role: "user" },
          content: { content_type: "text", parts: ["Question"] },
          create_time: 1_712_345_601,
        },
      },
      b: {
        id: "b",
        parent: "a",
        message: {
          author: { role: "assistant" },
          content: { content_type: "text", parts: ["Answer"] },
          create_time: 1_712_345_602,
        },
      },
    },
  });

  it.each([
    ["chatgpt", [chatgpt("One", "1"), chatgpt("Two", "2"), { title: "Three", mapping: {} }, "odd", 7], 2, 1],
    ["chatgpt", chatgpt("Alone", "1"), 1, 0],
    [
      "openwebui",
      [{ id: "w", title: "W", chat: { history: { messages: { m: { id: "m", role: "user", content: "Hi" } } } } }],
      1,
      0,
    ],
    ["openwebui", { title: "W", history: { messages: { m: { id: "m", role: "user", content: "Hi" } } } }, 1, 0],
    [
      "nextchat",
      {
        "access-control": { accessCode: "secret" },
        "chat-next-web-store": {
          currentSessionIndex: 0,
          sessions: [
            { id: "s", topic: "T", messages: [{ role: "user", content: "Hi" }] },
            { topic: "Empty", messages: [] },
          ],
        },
      },
      1,
      1,
    ],
    [
      "chatbox",
      {
        settings: { providers: {} },
        "session:1": {
          id: "1",
          name: "B",
          messages: [{ id: "m", role: "user", contentParts: [{ type: "text", text: "Hi" }] }],
        },
        "chat-sessions-list": [{ id: "1" }],
      },
      1,
      0,
    ],
    [
      "chatbox",
      { __source: "chatbox", session: { id: "1", name: "B", messages: [{ id: "m", role: "user", content: "Hi" }] } },
      1,
      0,
    ],
  ])("of %s are taken conversation by conversation (%#)", async (source, file, conversations, leftCount) => {
    const person = await login();
    expect(await imported(person, file)).toMatchObject({ source, conversations, leftCount });
    expect(await imported(person, file)).toMatchObject({
      source,
      conversations: 0,
      leftCount: leftCount + conversations,
    });
    const rows = await database().conversation.findMany({ where: { userId: person.userId } });
    expect(rows).toHaveLength(conversations);
    for (const row of rows) expect(row).toMatchObject({ deletedAt: null, leafId: expect.any(String) as string });
  });

  it("keep their times, so that they stand where they belong in the list", async () => {
    const person = await login();
    await imported(person, [chatgpt("Old", "1")]);
    const row = await database().conversation.findFirstOrThrow({ where: { userId: person.userId } });
    expect(row.updatedAt).toEqual(new Date(1_712_345_700_000));
    expect(row.createdAt).toEqual(new Date(1_712_345_600_000));
  });

  it("that are broken off give what came before", async () => {
    const person = await login();
    const whole = JSON.stringify([chatgpt("One", "1"), chatgpt("Two", "2")]);
    expect(await imported(person, whole.slice(0, -40))).toMatchObject({
      source: "chatgpt",
      conversations: 1,
      cut: true,
    });
  });

  it.each([
    ["nothing", "", "import_broken"],
    ["no JSON", "<html>", "import_broken"],
    ["other JSON", '{"hello":[1,2,3]}', "import_unknown"],
    ["a list of numbers", "[1,2,3]", "import_unknown"],
    ["text", '"hello"', "import_unknown"],
  ])("that are %s are refused", async (_, file, reason) => {
    const person = await login();
    expect(await errorOf(await send(person, file))).toMatchObject({ code: "invalid_input", reason });
  });

  it("that are packed, or larger than is taken, are refused; so is who is not signed in", async () => {
    const person = await login();
    const packed = new Uint8Array(2_000);
    packed.set([0x50, 0x4b, 3, 4]);
    expect(await errorOf(await send(person, packed))).toMatchObject({ reason: "import_packed" });
    expect(await errorOf(await send(person, "[]", { "content-length": "200000000" }))).toMatchObject({
      code: "too_large",
    });
    expect((await send({ ...person, cookie: "" }, "[]")).status).toBe(401);
  });
});

describe("hostile files", () => {
  it("store nothing but what a conversation may hold", async () => {
    const person = await login();
    const other = await login();
    const folder = await createFolder(other.ctx, { name: "Theirs", systemPrompt: "", modelId: null });
    const victim = await ask(other.ctx, question("Mine"));
    const message = {
      id: "m",
      parentId: victim.message.id,
      role: "user",
      state: "complete",
      parts: [{ type: "text", text: "a\u0000b\ud800c" }],
      createdAt: "9999-01-01T00:00:00Z",
    };
    const file = {
      format: "silica-conversations",
      version: 1,
      folders: [{ id: folder.id, name: "x\u0000", userId: other.userId }, { id: 5 }, null],
      conversations: [
        {
          id: "mine",
          title: "t\u202e\u0000\n\n<img src=x onerror=alert(1)>",
          userId: other.userId,
          folderId: folder.id,
          leafId: victim.message.id,
          messages: [message],
          modelId: "x'; drop table users; --",
        },
        { id: "deep", messages: [message], parameters: JSON.parse(`${"[".repeat(200)}${"]".repeat(200)}`) as unknown },
        { id: "many", title: "Many", messages: Array.from({ length: 20_001 }, () => 1) },
        { __proto__: null, id: 7 },
      ],
    };
    const report = await imported(person, file);
    expect(report).toMatchObject({ conversations: 1, folders: 1, leftCount: 3 });
    expect(report.left.map(({ reason }) => reason).sort()).toEqual(["malformed", "too_deep", "too_large"]);
    const [row] = await database().conversation.findMany({
      where: { userId: person.userId },
      include: { messages: true, folder: true },
    });
    expect(row!.folder).toMatchObject({ userId: person.userId, name: "x" });
    expect(row!.messages).toMatchObject([{ parentId: null, parts: [{ type: "text", text: "ab\ufffdc" }] }]);
    expect(row!.leafId).toBe(row!.messages[0]!.id);
    expect(row!.title).toContain("<img");
    expect(await listFolders(other.ctx)).toEqual([folder]);
    expect(await database().conversation.count({ where: { userId: other.userId } })).toBe(1);
  });

  it("that die halfway leave nothing behind for long", async () => {
    const person = await login();
    const id = newId();
    await database().conversation.create({
      data: { id, userId: person.userId, modelId: model, deletedAt: new Date(Date.now() + 3_600_000) },
    });
    await purgeDeleted(systemContext());
    expect(await database().conversation.count({ where: { id } })).toBe(1);
    await purgeDeleted(systemContext({ now: new Date(Date.now() + 4_000_000) }));
    expect(await database().conversation.count({ where: { id } })).toBe(0);
  });

  it("run one at a time for a person", async () => {
    const person = await login();
    const file = { format: "silica-conversations", conversations: [] };
    const held = Promise.withResolvers<void>();
    // Whichever begins first waits for its file; the other is told so.
    const both = [1, 2].map(() => send(person, JSON.stringify(file), {}, held.promise));
    expect((await Promise.race(both)).status).toBe(409);
    held.resolve();
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await imported(person, file)).toMatchObject({ source: "silica", conversations: 0 });
  });
});
