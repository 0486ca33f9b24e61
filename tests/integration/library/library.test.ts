import { describe, expect, it } from "vitest";
import { GET as readAsset } from "@/app/api/assets/[id]/route";
import { GET as find, PATCH as patch } from "@/app/api/library/[id]/route";
import { findConversation } from "@/lib/chat";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import {
  deleteItems,
  emptyTrash,
  findItem,
  listLibrary,
  listLibraryModels,
  restoreItems,
  setFavourite,
  sweepTrash,
  trashItems,
} from "@/lib/library";
import type { ListLibraryInput } from "@/lib/library/schema";
import { findAssetIds, requireAssets, sweepFiles } from "@/lib/media";
import { checkBooks } from "@/lib/metering";
import { storage } from "@/lib/storage";
import { call, errorOf } from "@/tests/support/call";
import { login, type Login } from "@/tests/support/login";
import { makeCreation, makeItem } from "./support";

const list = async (person: Login, input: Partial<ListLibraryInput> = {}) =>
  listLibrary(person.ctx, { limit: 60, ...input });
const idsOf = async (person: Login, input: Partial<ListLibraryInput> = {}) =>
  (await list(person, input)).items.map(({ id }) => id);
const minute = (minutes: number) => new Date(Date.UTC(2026, 10, 20) + minutes * 60_000);
const exists = (key: string) =>
  storage()
    .open(key)
    .then(
      async ({ stream }) => (await stream.cancel(), true),
      () => false,
    );

describe("the list", () => {
  it("shows the person's own items, newest first, page by page, each once", async () => {
    const [person, other] = [await login(), await login()];
    const ids: string[] = [];
    // pairs of one moment: pages end within such a pair too
    for (let index = 0; index < 7; index++) ids.push(await makeItem(person, { createdAt: minute(index >> 1) }));
    await makeItem(other);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(person, { limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect([...seen].sort()).toEqual([...ids].sort());
    const times = (await list(person)).items.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it("leaves out pages drawn of documents, and what is in the trash", async () => {
    const person = await login();
    const shown = await makeItem(person);
    await makeItem(person, { origin: "page" });
    const trashed = await makeItem(person, { trashedAt: minute(0) });
    expect(await idsOf(person)).toEqual([shown]);
    expect(await idsOf(person, { trash: "1" })).toEqual([trashed]);
  });

  it("is narrowed by kind, origin, model, time, star and words, each alone and together", async () => {
    const person = await login();
    const cat = await makeItem(person, { prompt: "A 100% black cat", createdAt: minute(1), modelId: "maker/one" });
    const lake = await makeItem(person, {
      prompt: "清晨的湖面，薄雾",
      createdAt: minute(2),
      modelId: "maker/two",
      favouriteAt: minute(3),
    });
    const clip = await makeItem(person, {
      kind: "video",
      origin: "video",
      createdAt: minute(3),
      modelId: "maker/three",
    });
    const sent = await makeItem(person, {
      kind: "document",
      origin: "upload",
      name: "Bericht.pdf",
      createdAt: minute(4),
    });
    expect(await idsOf(person, { kind: "picture" })).toEqual([lake, cat]);
    expect(await idsOf(person, { kind: "video" })).toEqual([clip]);
    expect(await idsOf(person, { origin: "made" })).toEqual([clip, lake, cat]);
    expect(await idsOf(person, { origin: "uploaded" })).toEqual([sent]);
    expect(await idsOf(person, { model: "maker/one" })).toEqual([cat]);
    expect(await idsOf(person, { from: minute(2).toISOString(), until: minute(4).toISOString() })).toEqual([
      clip,
      lake,
    ]);
    expect(await idsOf(person, { favourite: "1" })).toEqual([lake]);
    expect(await idsOf(person, { query: "湖面" })).toEqual([lake]);
    expect(await idsOf(person, { query: "雾" })).toEqual([lake]);
    expect(await idsOf(person, { query: "BLACK CAT" })).toEqual([cat]);
    expect(await idsOf(person, { query: "bericht" })).toEqual([sent]);
    expect(await idsOf(person, { query: "100%" })).toEqual([cat]);
    expect(await idsOf(person, { query: "%" })).toEqual([cat]);
    expect(await idsOf(person, { query: "_" })).toEqual([]);
    expect(await idsOf(person, { kind: "picture", origin: "made", query: "湖", favourite: "1" })).toEqual([lake]);
    expect((await listLibraryModels(person.ctx)).map(({ id }) => id).sort()).toEqual([
      "maker/one",
      "maker/three",
      "maker/two",
    ]);
  });

  it("cuts long prompts, which stand whole in the details", async () => {
    const person = await login();
    const id = await makeItem(person, { prompt: "long ".repeat(200) });
    expect((await list(person)).items[0]!.prompt).toHaveLength(300);
    expect((await findItem(person.ctx, { id })).item.prompt).toHaveLength(1000);
  });

  it("refuses a cursor that is not its own", async () => {
    const person = await login();
    await expect(list(person, { cursor: "1_x' or 1=1" })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("the details", () => {
  it("say how an item was made, what it cost and where it is used", async () => {
    const [person, other] = [await login(), await login()];
    const id = await makeItem(person, { prompt: "a lighthouse" });
    const creationId = await makeCreation(person, id, { seed: 42n });
    const next = await makeCreation(person, null, { prompt: "the same by night", inputs: [id] });
    await makeCreation(person, null, { prompt: `only speaks of ${id}` });
    const conversationId = newId();
    await database().conversation.create({
      data: { id: conversationId, userId: person.userId, modelId: "m", title: "About towers" },
    });
    const messageId = newId();
    await database().message.create({
      data: {
        id: messageId,
        conversationId,
        role: "user",
        parts: [
          { type: "text", text: "See" },
          { type: "picture", assetId: id, name: "", alt: "", detail: "low", width: 1, height: 1 },
        ],
      },
    });
    const { made, uses, sha256, goesAt } = await findItem(person.ctx, { id });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(goesAt).toBeNull();
    expect(made).toMatchObject({
      creationId,
      kind: "image",
      seed: 42,
      madeTogether: 1,
      request: { steps: 20 },
      receipt: { costNanos: "20000000", traceId: "trace-1" },
    });
    expect(uses).toEqual([
      { type: "conversation", id: conversationId, title: "About towers", messageId },
      { type: "creation", id: next, kind: "image", prompt: "the same by night" },
    ]);
    await expect(findItem(other.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("know what an answer has drawn, once it is written", async () => {
    const person = await login();
    const id = await makeItem(person);
    const conversationId = newId();
    await database().conversation.create({ data: { id: conversationId, userId: person.userId, modelId: "m" } });
    const messageId = newId();
    await database().message.create({ data: { id: messageId, conversationId, role: "assistant" } });
    expect((await findItem(person.ctx, { id })).uses).toEqual([]);
    await database().message.update({
      where: { id: messageId },
      data: { parts: [{ type: "tool", id: "1", name: "draw", assetIds: [id] }] },
    });
    expect((await findItem(person.ctx, { id })).uses).toMatchObject([{ type: "conversation", messageId }]);
    await database().conversation.delete({ where: { id: conversationId } });
    expect((await findItem(person.ctx, { id })).uses).toEqual([]);
  });
});

describe("changes", () => {
  const change = (person: Login, id: string, body: object) =>
    call(patch, { method: "PATCH", params: { id }, headers: person.headers, body });

  it("star and name an item", async () => {
    const person = await login();
    const id = await makeItem(person);
    const response = await change(person, id, { favourite: true, name: "../a\u202etower\n.png" });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ item: { id, favourite: true, name: "atower.png" } });
    expect(await (await change(person, id, { favourite: false })).json()).toMatchObject({ item: { favourite: false } });
    for (const body of [{}, { name: "" }, { name: "x".repeat(201) }, { favourite: "yes" }, { userId: "x" }])
      expect((await change(person, id, body)).status).toBe(400);
  });

  it("are for the owner alone", async () => {
    const [person, other] = [await login(), await login()];
    const id = await makeItem(person);
    const trashed = await makeItem(person, { trashedAt: minute(0) });
    for (const body of [{ favourite: true }, { name: "mine" }, { favourite: true, name: "mine" }])
      expect((await change(other, id, body)).status).toBe(404);
    expect((await call(find, { method: "GET", params: { id }, headers: other.headers })).status).toBe(404);
    for (const attempt of [
      () => setFavourite(other.ctx, { ids: [id], favourite: true }),
      () => trashItems(other.ctx, { ids: [id] }),
      () => restoreItems(other.ctx, { ids: [trashed] }),
      () => deleteItems(other.ctx, { ids: [trashed] }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await emptyTrash(other.ctx)).toBe(0);
    expect(await idsOf(person)).toEqual([id]);
    expect(await idsOf(person, { trash: "1" })).toEqual([trashed]);
    expect((await findItem(person.ctx, { id })).item).toMatchObject({ favourite: false, name: "picture.png" });
  });
});

describe("the trash", () => {
  it("hides an item everywhere, and gives it back as it was", async () => {
    const person = await login();
    const id = await makeItem(person, { favouriteAt: minute(0) });
    const read = async (query = "") =>
      (
        await call(readAsset, {
          method: "GET",
          path: `/api/assets/${id}${query}`,
          params: { id },
          headers: person.headers,
        })
      ).status;
    expect(await trashItems(person.ctx, { ids: [id, newId()] })).toEqual({ ids: [id] });
    await expect(trashItems(person.ctx, { ids: [id] })).rejects.toMatchObject({ code: "not_found" });
    expect(await idsOf(person)).toEqual([]);
    expect((await findItem(person.ctx, { id })).goesAt).not.toBeNull();
    expect([await read(), await read("?trashed=1")]).toEqual([404, 200]);
    expect(await findAssetIds(person.ctx, [id])).toEqual(new Set());
    await expect(requireAssets(person.ctx, [id])).rejects.toMatchObject({ code: "not_found" });

    expect(await restoreItems(person.ctx, { ids: [id] })).toEqual({ ids: [id] });
    expect((await list(person)).items).toMatchObject([{ id, favourite: true, trashedAt: null }]);
    expect(await read()).toBe(200);
  });

  it("makes a conversation show a picture as gone for as long as it is there", async () => {
    const person = await login();
    const id = await makeItem(person);
    const conversationId = newId();
    const messageId = newId();
    await database().conversation.create({
      data: { id: conversationId, userId: person.userId, modelId: "m", leafId: messageId },
    });
    const picture = { type: "picture", assetId: id, name: "a.png", alt: "", detail: "low", width: 1, height: 1 };
    await database().message.create({
      data: { id: messageId, conversationId, role: "user", parts: [{ type: "text", text: "See" }, picture] },
    });
    const shown = async () => (await findConversation(person.ctx, { id: conversationId })).messages[0]?.parts[1];
    expect(await shown()).not.toHaveProperty("deleted");
    await trashItems(person.ctx, { ids: [id] });
    expect(await shown()).toMatchObject({ assetId: id, deleted: true });
    await restoreItems(person.ctx, { ids: [id] });
    expect(await shown()).not.toHaveProperty("deleted");
    await trashItems(person.ctx, { ids: [id] });
    await deleteItems(person.ctx, { ids: [id] });
    expect(await shown()).toMatchObject({ assetId: id, deleted: true });
  });

  it("deletes nothing that is not in it", async () => {
    const person = await login();
    const id = await makeItem(person);
    await expect(deleteItems(person.ctx, { ids: [id] })).rejects.toMatchObject({ code: "not_found" });
    expect(await idsOf(person)).toEqual([id]);
  });

  it("lets bytes and thumbnails go for good: by hand, emptied, and after its days; the books stay", async () => {
    const person = await login();
    const makeWithThumbnail = async (trashedAt: Date | null) => {
      const thumbnailKey = newId();
      await storage().put(thumbnailKey, Buffer.from("small"));
      const id = await makeItem(person, { trashedAt });
      const { key } = await database().asset.update({ where: { id }, data: { thumbnailKey } });
      return { id, files: [key, thumbnailKey] };
    };
    const days = (count: number) => new Date(Date.now() - count * 86_400_000);
    const [byHand, old, recent, kept] = [
      await makeWithThumbnail(days(1)),
      await makeWithThumbnail(days(31)),
      await makeWithThumbnail(days(29)),
      await makeWithThumbnail(null),
    ];
    await makeCreation(person, byHand.id);
    const stay = async ({ files }: { files: string[] }) => Promise.all(files.map(exists));

    await deleteItems(person.ctx, { ids: [byHand.id] });
    expect(await stay(byHand)).toEqual([false, false]);
    // the creation knows that it made something, and no longer what
    expect(await database().creationOutput.findFirst({ where: { call: { userId: person.userId } } })).toMatchObject({
      assetId: null,
      state: "done",
    });

    expect(await sweepTrash(systemContext())).toBe(1);
    await sweepFiles(systemContext());
    expect(await stay(old)).toEqual([false, false]);
    expect(await stay(recent)).toEqual([true, true]);

    expect(await emptyTrash(person.ctx)).toBe(1);
    expect(await stay(recent)).toEqual([false, false]);
    expect(await stay(kept)).toEqual([true, true]);
    expect(await checkBooks(systemContext())).toEqual([]);
  });
});

it("answers odd requests with 400", async () => {
  const person = await login();
  const { GET } = await import("@/app/api/library/route");
  for (const query of ["kind=song", "limit=0", "limit=1000", "from=yesterday", "model=a%20b", "trash=yes", "odd=1"]) {
    const response = await call(GET, { method: "GET", path: `/api/library?${query}`, headers: person.headers });
    expect([query, response.status, (await errorOf(response)).code]).toEqual([query, 400, "invalid_input"]);
  }
});
