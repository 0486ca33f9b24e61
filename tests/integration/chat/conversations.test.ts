import { describe, expect, it, vi } from "vitest";
import {
  deleteConversation,
  findConversation,
  findDraft,
  followGeneration,
  listConversations,
  listMessages,
  purgeDeleted,
  restoreConversation,
  saveDraft,
  startGeneration,
  updateConversation,
} from "@/lib/chat";
import type { Conversation, ListConversationsInput } from "@/lib/chat/schema";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import {
  ask,
  chatWithSimulator,
  expectBooksInOrder,
  idle,
  makePerson,
  model,
  question,
  readAll,
  spentOf,
  textOf,
  thinker,
} from "./support";

const chat = chatWithSimulator();
const missing = { code: "not_found" };

async function makeConversations(userId: string, count: number, title = (index: number) => `Talk ${index}`) {
  const ids = Array.from({ length: count }, () => newId());
  await database().conversation.createMany({
    data: ids.map((id, index) => ({
      id,
      userId,
      title: title(index),
      modelId: model,
      // Several share a moment, so that the order needs the id as well.
      updatedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 3))),
    })),
  });
  return ids;
}

const list = (input: Partial<ListConversationsInput> = {}): ListConversationsInput => ({ limit: 40, ...input });

describe("the list", () => {
  it("comes in pages without gaps or repetitions, pinned ones first and apart", async () => {
    const { userId, ctx } = await makePerson();
    const ids = await makeConversations(userId, 25);
    await makeConversations((await makePerson()).userId, 3);
    await updateConversation(ctx(), { id: ids[4]!, pinned: true });
    const seen: string[] = [];
    for (let cursor: string | undefined, pages = 0; ; pages++) {
      const page = await listConversations(ctx(), list({ limit: 7, ...(cursor && { cursor }) }));
      expect(page.pinned.map(({ id }) => id)).toEqual(pages === 0 ? [ids[4]] : []);
      seen.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(24);
    expect(new Set(seen)).toEqual(new Set(ids.filter((id) => id !== ids[4])));
    expect(seen[0]).toBe(ids[24]);
  });

  it("finds titles by what they contain, taking % and _ for what they are", async () => {
    const { userId, ctx } = await makePerson();
    await makeConversations(userId, 3, (index) => ["100% sure", "1000 ships", "海的声音"][index]!);
    const titles = async (query: string) =>
      (await listConversations(ctx(), list({ query }))).items.map(({ title }) => title);
    expect(await titles("100%")).toEqual(["100% sure"]);
    expect(await titles("_")).toEqual([]);
    expect(await titles("SHIP")).toEqual(["1000 ships"]);
    expect(await titles("声音")).toEqual(["海的声音"]);
    expect(await titles("海")).toEqual(["海的声音"]);
    expect(await titles("海声")).toEqual([]);
    expect(await titles("SH")).toEqual(["1000 ships"]);
    expect(await titles("0%")).toEqual(["100% sure"]);
    expect(await titles("u")).toEqual(["100% sure"]);
    expect(await titles("\\")).toEqual([]);
  });

  it.each(["x", "1_x", `1_${"0".repeat(36)}`, "99999999999999999_00000000-0000-7000-8000-000000000000"])(
    "refuses the cursor %s",
    async (cursor) => {
      const { ctx } = await makePerson();
      await expect(listConversations(ctx(), list({ cursor }))).rejects.toMatchObject({ code: "invalid_input" });
    },
  );
});

describe("branches", () => {
  it("are siblings in order, and the list of messages follows the one on screen", async () => {
    const { ctx } = await makePerson();
    const first = await ask(ctx(), question("One?"));
    const conversationId = first.started.conversation.id;
    const second = await ask(
      ctx(),
      question("", { conversationId, action: { type: "send", parentId: first.message.id, text: "Two?" } }),
    );
    const edited = await ask(
      ctx(),
      question("", { conversationId, action: { type: "send", parentId: null, text: "Uno?" } }),
    );
    expect(edited.started.userMessage!.siblings).toEqual([
      first.started.userMessage!.id,
      edited.started.userMessage!.id,
    ]);
    const texts = ({ messages }: Conversation) =>
      messages.filter(({ role }) => role === "user").map(({ parts }) => textOf(parts));
    expect(texts(await findConversation(ctx(), { id: conversationId }))).toEqual(["Uno?"]);
    await updateConversation(ctx(), { id: conversationId, leafId: first.started.userMessage!.id });
    const back = await findConversation(ctx(), { id: conversationId });
    expect(texts(back)).toEqual(["One?", "Two?"]);
    expect(back.leafId).toBe(second.message.id);
    expect(back.messages[0]!.siblings).toHaveLength(2);
  });

  it("are read from their end, in pages", async () => {
    const { userId, ctx } = await makePerson();
    const [conversationId] = await makeConversations(userId, 1);
    const ids = Array.from({ length: 100 }, () => newId());
    await database().message.createMany({
      data: ids.map((id, index) => ({
        id,
        conversationId: conversationId!,
        parentId: ids[index - 1] ?? null,
        role: index % 2 ? ("assistant" as const) : ("user" as const),
        parts: [{ type: "text", text: `Message ${index}` }],
      })),
    });
    await database().conversation.update({ where: { id: conversationId! }, data: { leafId: ids[99]! } });
    const conversation = await findConversation(ctx(), { id: conversationId! });
    expect(conversation.messages.map(({ id }) => id)).toEqual(ids.slice(60));
    expect(conversation.hasOlder).toBe(true);
    const older = await listMessages(ctx(), { conversationId: conversationId!, before: ids[60]!, limit: 30 });
    expect(older.messages.map(({ id }) => id)).toEqual(ids.slice(30, 60));
    expect(older.hasOlder).toBe(true);
    const oldest = await listMessages(ctx(), { conversationId: conversationId!, before: ids[30]!, limit: 30 });
    expect(oldest).toMatchObject({ hasOlder: false });
    expect(oldest.messages).toHaveLength(30);
    await expect(
      listMessages(ctx(), { conversationId: conversationId!, before: newId(), limit: 30 }),
    ).rejects.toMatchObject(missing);
  });
});

describe("going on after a cut", () => {
  it("continues the same text by prefix, and adds up what both calls used", async () => {
    const { userId, ctx } = await makePerson();
    const { message } = await ask(ctx(), question("Count the waves.", { parameters: { maxTokens: 20 } }));
    expect(message.receipt).toMatchObject({ finishReason: "length" });
    const rest = await ask(
      ctx(),
      question("", { parameters: {}, action: { type: "continue", messageId: message.id } }),
    );
    expect(rest.message.id).toBe(message.id);
    expect(rest.started.userMessage).toBeNull();
    expect(rest.message.state).toBe("complete");
    expect(textOf(rest.message.parts).startsWith(textOf(message.parts))).toBe(true);
    expect(rest.message.parts).toHaveLength(1);
    const sent = (await chat.requests()).map(({ body }) => body).find(({ prefix }) => prefix !== undefined)!;
    expect(sent.prefix).toBe(textOf(message.parts));
    const entries = await spentOf(userId);
    expect(entries).toHaveLength(2);
    expect(rest.message.receipt!.costNanos).toBe(String(entries[0]!.costNanos + entries[1]!.costNanos));
    await expectBooksInOrder();
  });

  it("keeps what was there when going on fails", async () => {
    const { ctx } = await makePerson();
    const { message } = await ask(ctx(), question("Count the waves.", { parameters: { maxTokens: 20 } }));
    await chat.fault("http503");
    const rest = await ask(ctx(), question("", { action: { type: "continue", messageId: message.id } }));
    expect(rest.message).toMatchObject({ state: "interrupted", failure: { reason: "overloaded" } });
    expect(rest.message.parts).toEqual(message.parts);
    expect(rest.message.receipt).toEqual(message.receipt);
    await expectBooksInOrder();
  });
});

describe("titles", () => {
  it("are written by a small model in the background, paid as such", async () => {
    const { userId, ctx } = await makePerson();
    const { started } = await ask(ctx(), question("How do lighthouses work?"));
    expect(started.conversation.title).toBe("How do lighthouses work?");
    const { title } = await findConversation(ctx(), { id: started.conversation.id });
    expect(title).not.toBe("");
    expect(await spentOf(userId, "title")).toHaveLength(1);
    await expectBooksInOrder();
  });

  it("never replace a name that a person gave", async () => {
    await chat.pace(100);
    const { ctx } = await makePerson();
    const started = await startGeneration(ctx(), question("How do lighthouses work?"));
    const { id } = started.conversation;
    await updateConversation(ctx(), { id, title: "Mine" });
    await readAll((await followGeneration(ctx(), { generationId: started.generationId })).toResponse());
    await idle();
    expect((await findConversation(ctx(), { id })).title).toBe("Mine");
  });

  it("stay the first words when the small model fails", async () => {
    await chat.control("POST", "/faults", { name: "http500", match: { contains: "Write a title" } });
    const { ctx } = await makePerson();
    const { started } = await ask(ctx(), question("How do lighthouses work?"));
    expect((await findConversation(ctx(), { id: started.conversation.id })).title).toBe("How do lighthouses work?");
    await expectBooksInOrder();
  });
});

describe("deleting", () => {
  it("takes a conversation away at once, gives it back on demand, and for good after a while", async () => {
    const { ctx } = await makePerson();
    const { started } = await ask(ctx(), question("Forget this."));
    const { id } = started.conversation;
    await saveDraft(ctx(), { id, text: "unsent" });
    await deleteConversation(ctx(), { id });
    await expect(findConversation(ctx(), { id })).rejects.toMatchObject(missing);
    await expect(deleteConversation(ctx(), { id })).rejects.toMatchObject(missing);
    await expect(followGeneration(ctx(), { generationId: started.generationId })).rejects.toMatchObject(missing);
    await restoreConversation(ctx(), { id });
    expect((await findConversation(ctx(), { id })).draft).toBe("unsent");
    await deleteConversation(ctx(), { id });
    expect(await purgeDeleted(systemContext())).toBe(0);
    const later = new Date(Date.now() + 3_600_000);
    expect(await purgeDeleted(systemContext({ now: later }))).toBe(1);
    await expect(restoreConversation(ctx(), { id })).rejects.toMatchObject(missing);
    expect(await database().draft.count({ where: { conversationId: id } })).toBe(0);
    expect(await database().message.count({ where: { conversationId: id } })).toBe(0);
  });

  it("stops an answer under way, and what it cost is paid", async () => {
    await chat.pace(50);
    const { userId, ctx } = await makePerson();
    const started = await startGeneration(ctx(), question("Tell me a long story."));
    const { id } = started.conversation;
    await vi.waitFor(async () => expect((await findConversation(ctx(), { id })).messages[1]!.parts).not.toEqual([]));
    await deleteConversation(ctx(), { id });
    await idle();
    expect(await spentOf(userId)).toMatchObject([{ outcome: "stopped" }]);
    await expectBooksInOrder();
  });
});

describe("other people's conversations", () => {
  it("are not found, whatever one tries", async () => {
    const { ctx } = await makePerson();
    const { started, message } = await ask(ctx(), question("Mine."));
    const { id } = started.conversation;
    const stranger = (await makePerson()).ctx();
    const own = await ask(stranger, question("Theirs."));
    await expect(findConversation(stranger, { id })).rejects.toMatchObject(missing);
    await expect(updateConversation(stranger, { id, title: "x" })).rejects.toMatchObject(missing);
    await expect(
      updateConversation(stranger, { id: own.started.conversation.id, leafId: message.id }),
    ).rejects.toMatchObject(missing);
    await expect(deleteConversation(stranger, { id })).rejects.toMatchObject(missing);
    await expect(restoreConversation(stranger, { id })).rejects.toMatchObject(missing);
    await expect(listMessages(stranger, { conversationId: id, before: message.id, limit: 5 })).rejects.toMatchObject(
      missing,
    );
    await expect(
      listMessages(stranger, { conversationId: own.started.conversation.id, before: message.id, limit: 5 }),
    ).rejects.toMatchObject(missing);
    await expect(saveDraft(stranger, { id, text: "x" })).rejects.toMatchObject(missing);
    expect(await findDraft(stranger, { id })).toEqual({ text: "" });
    expect((await listConversations(stranger, list())).items.map(({ id }) => id)).toEqual([
      own.started.conversation.id,
    ]);
    expect((await findConversation(ctx(), { id })).title).not.toBe("x");
  });
});

describe("settings", () => {
  it("are kept with the conversation, and a model that is not offered is refused", async () => {
    const { ctx } = await makePerson();
    const { started } = await ask(ctx(), question("Hello."));
    const { id } = started.conversation;
    await updateConversation(ctx(), {
      id,
      modelId: thinker,
      systemPrompt: "Be kind.",
      parameters: { temperature: 0.1 },
    });
    expect(await findConversation(ctx(), { id })).toMatchObject({
      modelId: thinker,
      systemPrompt: "Be kind.",
      parameters: { temperature: 0.1 },
    });
    await expect(updateConversation(ctx(), { id, modelId: "no/such" })).rejects.toMatchObject(missing);
    await expect(startGeneration(ctx(), question("Hi", { modelId: "no/such" }))).rejects.toMatchObject(missing);
  });

  it("keep drafts by conversation, also for the new one", async () => {
    const { ctx } = await makePerson();
    await saveDraft(ctx(), { id: "new", text: "first" });
    await saveDraft(ctx(), { id: "new", text: "second" });
    expect(await findDraft(ctx(), { id: "new" })).toEqual({ text: "second" });
    await saveDraft(ctx(), { id: "new", text: "" });
    expect(await findDraft(ctx(), { id: "new" })).toEqual({ text: "" });
  });
});
