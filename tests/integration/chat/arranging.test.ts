import { describe, expect, it } from "vitest";
import { POST as arrange } from "@/app/api/conversations/arrange/route";
import { DELETE as removeFolder, GET as getFolder, PATCH as patchFolder } from "@/app/api/folders/[id]/route";
import { GET as getFolders, POST as postFolder } from "@/app/api/folders/route";
import {
  arrangeConversations,
  createFolder,
  deleteFolder,
  findConversation,
  listConversations,
  listFolders,
  startGeneration,
  updateConversation,
  updateFolder,
} from "@/lib/chat";
import { holding } from "@/lib/chat/holding";
import { mostFolders, type Folder, type ListConversationsInput } from "@/lib/chat/schema";
import { newId } from "@/lib/core";
import { database } from "@/lib/db";
import { call, errorOf } from "../../support/call";
import { login, type Login } from "../../support/login";
import { ask, chatWithSimulator, idle, model, question } from "./support";

const chat = chatWithSimulator();
const missing = { code: "not_found" };

async function talks(person: Login, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await database().conversation.createMany({
    data: ids.map((id, index) => ({
      id,
      userId: person.userId,
      title: `Talk ${index}`,
      modelId: model,
      updatedAt: new Date(Date.UTC(2026, 0, 1, 0, index)),
    })),
  });
  return ids;
}

const list = async (person: Login, input: Partial<ListConversationsInput> = {}) => {
  const page = await listConversations(person.ctx, { limit: 40, ...input });
  return { pinned: page.pinned.map(({ id }) => id), items: page.items.map(({ id }) => id), next: page.nextCursor };
};
const folder = (person: Login, change: Partial<Folder> = {}) =>
  createFolder(person.ctx, { name: "Work", systemPrompt: "", modelId: null, ...change });

describe("folders", () => {
  it("hold conversations apart from the list, and give them back when they go", async () => {
    const person = await login();
    const [first, second, third] = (await talks(person, 3)) as [string, string, string];
    const work = await folder(person);
    await updateConversation(person.ctx, { id: second, folderId: work.id });
    expect((await list(person)).items).toEqual([third, first]);
    expect((await list(person, { folderId: work.id })).items).toEqual([second]);
    expect((await list(person, { query: "talk" })).items).toEqual([third, second, first]);
    expect((await findConversation(person.ctx, { id: second })).folderId).toBe(work.id);
    await deleteFolder(person.ctx, { id: work.id });
    expect((await list(person)).items).toEqual([third, second, first]);
  });

  it("start new conversations with their prompt and model", async () => {
    const person = await login();
    const work = await folder(person, { systemPrompt: "Answer like a pirate.", modelId: model });
    const { started } = await ask(person.ctx, {
      folderId: work.id,
      requestKey: newId(),
      action: { type: "send", parentId: null, text: "Hello" },
    });
    expect(started.conversation).toMatchObject({ folderId: work.id, modelId: model });
    expect(JSON.stringify(await chat.requests())).toContain("Answer like a pirate.");
    const own = await ask(person.ctx, question("Hello again", { folderId: work.id, systemPrompt: "Be brief." }));
    expect((await findConversation(person.ctx, { id: own.started.conversation.id })).systemPrompt).toBe("Be brief.");
  });

  it("are their owner's alone", async () => {
    const owner = await login();
    const other = await login();
    const work = await folder(owner);
    const [talk] = (await talks(other, 1)) as [string];
    const id = work.id;
    await expect(updateFolder(other.ctx, { id, name: "Mine" })).rejects.toMatchObject(missing);
    await expect(deleteFolder(other.ctx, { id })).rejects.toMatchObject(missing);
    await expect(updateConversation(other.ctx, { id: talk, folderId: id })).rejects.toMatchObject(missing);
    await expect(
      arrangeConversations(other.ctx, { ids: [talk], action: { type: "move", folderId: id } }),
    ).rejects.toMatchObject(missing);
    await expect(startGeneration(other.ctx, question("Hi", { folderId: id }))).rejects.toMatchObject(missing);
    expect(await listFolders(other.ctx)).toEqual([]);
    expect((await list(other, { folderId: id })).items).toEqual([]);
    const headers = other.headers;
    expect((await call(getFolder, { method: "GET", params: { id }, headers })).status).toBe(404);
    expect((await call(patchFolder, { method: "PATCH", params: { id }, headers, body: { name: "x" } })).status).toBe(
      404,
    );
    expect((await call(removeFolder, { method: "DELETE", params: { id }, headers })).status).toBe(404);
    expect(await listFolders(owner.ctx)).toEqual([work]);
  });

  it("are made, renamed and removed over HTTP; a name of nothing is refused, and so is one too many", async () => {
    const person = await login();
    const { headers } = person;
    const made = await call(postFolder, { headers, body: { name: "  Reise  " } });
    expect(made.status).toBe(201);
    const { folder: created } = (await made.json()) as { folder: Folder };
    expect(created).toMatchObject({ name: "Reise", systemPrompt: "", modelId: null });
    const params = { id: created.id };
    await call(patchFolder, { method: "PATCH", params, headers, body: { name: "旅行", modelId: model } });
    expect(await (await call(getFolders, { method: "GET", headers })).json()).toEqual({
      folders: [{ ...created, name: "旅行", modelId: model }],
    });
    for (const body of [{ name: " " }, { name: "x", userId: newId() }, { name: "x", modelId: "no/such model" }, {}]) {
      expect((await errorOf(await call(postFolder, { headers, body }))).code).toBe("invalid_input");
    }
    expect((await errorOf(await call(postFolder, { headers, body: { name: "x", modelId: "no/such" } }))).code).toBe(
      "not_found",
    );
    await database().folder.createMany({
      data: Array.from({ length: mostFolders - 1 }, (_, index) => ({
        id: newId(),
        userId: person.userId,
        name: `${index}`,
      })),
    });
    await expect(folder(person)).rejects.toMatchObject({ code: "conflict", details: { reason: "too_many_folders" } });
    expect((await call(removeFolder, { method: "DELETE", params, headers })).status).toBe(204);
    expect((await call(removeFolder, { method: "DELETE", params, headers })).status).toBe(404);
  });
});

describe("the archive", () => {
  it("hides from the list what is in it, last archived first, in pages, until it is taken out", async () => {
    const person = await login();
    const ids = await talks(person, 5);
    for (const [order, index] of [0, 3, 4].entries()) {
      const now = new Date(Date.UTC(2026, 1, 1, order));
      await updateConversation({ ...person.ctx, now }, { id: ids[index]!, archived: true, pinned: index === 0 });
    }
    expect(await list(person)).toMatchObject({ pinned: [], items: [ids[2], ids[1]] });
    expect((await list(person, { query: "talk" })).items).toEqual([ids[2], ids[1]]);
    const page = await list(person, { archived: true, limit: 2 });
    expect(page.items).toEqual([ids[4], ids[3]]);
    expect((await list(person, { archived: true, cursor: page.next! })).items).toEqual([ids[0]]);
    await updateConversation(person.ctx, { id: ids[0]!, archived: false });
    expect((await list(person)).pinned).toEqual([ids[0]]);
  });
});

describe("several at once", () => {
  it("are moved, archived, pinned, deleted and brought back; what is not the person's own stays as it is", async () => {
    const person = await login();
    const other = await login();
    const ids = await talks(person, 4);
    const [foreign] = (await talks(other, 1)) as [string];
    const work = await folder(person);
    const chosen = [ids[0]!, ids[2]!, foreign, newId()];
    const own = [ids[0]!, ids[2]!].sort();
    const run = async (action: Parameters<typeof arrangeConversations>[1]["action"]) =>
      (await arrangeConversations(person.ctx, { ids: chosen, action })).ids.sort();
    expect(await run({ type: "move", folderId: work.id })).toEqual(own);
    expect((await list(person, { folderId: work.id })).items).toEqual([ids[2], ids[0]]);
    expect(await run({ type: "move", folderId: null })).toEqual(own);
    expect(await run({ type: "archive" })).toEqual(own);
    expect((await list(person)).items).toEqual([ids[3], ids[1]]);
    expect(await run({ type: "unarchive" })).toEqual(own);
    expect(await run({ type: "pin" })).toEqual(own);
    expect((await list(person)).pinned.toSorted()).toEqual(own);
    expect(await run({ type: "unpin" })).toEqual(own);
    expect(await run({ type: "delete" })).toEqual(own);
    expect(await run({ type: "delete" })).toEqual([]);
    expect((await list(person)).items).toEqual([ids[3], ids[1]]);
    expect(await run({ type: "restore" })).toEqual(own);
    expect((await list(person)).items).toEqual([ids[3], ids[2], ids[1], ids[0]]);
    expect((await list(other)).items).toEqual([foreign]);
  });

  it("end the answers under way in what is deleted", async () => {
    await chat.pace(5, 5);
    const person = await login();
    const started = await startGeneration(person.ctx, question("A long story, please."));
    await arrangeConversations(person.ctx, { ids: [started.conversation.id], action: { type: "delete" } });
    await idle();
    expect(holding().live.size).toBe(0);
    const message = await database().message.findUniqueOrThrow({ where: { id: started.message.id } });
    expect(message.state).toBe("stopped");
  });

  it("answer over HTTP, and refuse too many, none, and unknown actions", async () => {
    const person = await login();
    const [id] = (await talks(person, 1)) as [string];
    const { headers } = person;
    const send = (body: unknown) => call(arrange, { headers, body });
    expect(await (await send({ ids: [id], action: { type: "pin" } })).json()).toEqual({ ids: [id] });
    for (const body of [
      { ids: [], action: { type: "pin" } },
      { ids: Array.from({ length: 201 }, () => newId()), action: { type: "pin" } },
      { ids: ["x"], action: { type: "pin" } },
      { ids: [id], action: { type: "erase" } },
      { ids: [id], action: { type: "move" } },
      { ids: [id], action: { type: "pin", userId: newId() } },
    ]) {
      expect((await errorOf(await send(body))).code).toBe("invalid_input");
    }
  });
});
