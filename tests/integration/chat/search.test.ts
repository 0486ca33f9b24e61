import { describe, expect, it } from "vitest";
import { GET as search } from "@/app/api/search/route";
import { deleteConversation, searchMessages, updateConversation } from "@/lib/chat";
import type { SearchPage } from "@/lib/chat/schema";
import { newId } from "@/lib/core";
import { database } from "@/lib/db";
import { call, errorOf } from "../../support/call";
import { login, type Login } from "../../support/login";
import { ask, chatWithSimulator, question } from "./support";

chatWithSimulator();

async function say(person: Login, texts: string[], title = "Talk"): Promise<{ id: string; messages: string[] }> {
  const id = newId();
  await database().conversation.create({ data: { id, userId: person.userId, title, modelId: "maker/model" } });
  const messages: string[] = [];
  for (const [index, text] of texts.entries()) {
    const messageId = newId();
    await database().message.create({
      data: {
        id: messageId,
        conversationId: id,
        role: index % 2 ? "assistant" : "user",
        parts: [
          { type: "reasoning", text: "secretly pondering" },
          { type: "text", text },
        ],
        createdAt: new Date(Date.UTC(2026, 0, 1, 0, messages.length)),
      },
    });
    messages.push(messageId);
  }
  return { id, messages };
}

const find = async (person: Login, query: string, more: { cursor?: string; limit?: number } = {}) =>
  searchMessages(person.ctx, { query, limit: 20, ...more });
const excerpts = (page: SearchPage) => page.messages.map(({ excerpt }) => excerpt.text);
const marked = ({ text, marks }: { text: string; marks: [number, number][] }) =>
  marks.map(([from, to]) => text.slice(from, to));

describe("searching messages", () => {
  it("finds Chinese words of one, two and more characters, and only there where they stand", async () => {
    const person = await login();
    await say(person, ["我喜欢听海浪的声音。", "海边的风浪很大。", "浪海不是一个词。"]);
    expect(excerpts(await find(person, "海浪"))).toEqual(["我喜欢听海浪的声音。"]);
    expect(excerpts(await find(person, "海浪的声音"))).toEqual(["我喜欢听海浪的声音。"]);
    expect(excerpts(await find(person, "浪"))).toHaveLength(3);
    expect(excerpts(await find(person, "海浪 喜欢"))).toHaveLength(1);
    expect(excerpts(await find(person, "海 声音"))).toHaveLength(1);
    expect(excerpts(await find(person, "浪声"))).toEqual([]);
    const [hit] = (await find(person, "海浪")).messages;
    expect(marked(hit!.excerpt)).toEqual(["海浪"]);
  });

  it("takes every word, in any order and any case; a phrase in quotation marks as it is", async () => {
    const person = await login();
    await say(person, [
      "The Lighthouse keeper\nsleeps",
      "A keeper of bees",
      "GPT模型 is short for AI",
      "he said it was raining",
    ]);
    expect(excerpts(await find(person, "KEEPER lighthouse"))).toEqual(["The Lighthouse keeper sleeps"]);
    expect(excerpts(await find(person, '"keeper lighthouse"'))).toEqual([]);
    expect(excerpts(await find(person, '"of bees"'))).toEqual(["A keeper of bees"]);
    expect(excerpts(await find(person, "gpt模型"))).toHaveLength(1);
    // Two letters are a word of their own, or "said" and "raining" would be hits for "ai".
    expect(excerpts(await find(person, "ai"))).toEqual(["GPT模型 is short for AI"]);
    expect(excerpts(await find(person, "ligh"))).toHaveLength(1);
  });

  it("takes what means something to patterns for what it is", async () => {
    const person = await login();
    await say(person, ["100% sure_thing", "1000 surething", "a \\ b (c|d) [e] .* c#"]);
    expect(excerpts(await find(person, "100%"))).toHaveLength(1);
    expect(excerpts(await find(person, "sure_"))).toHaveLength(1);
    for (const query of ["\\", "(c|d)", "[e]", ".*", "c#"]) expect(excerpts(await find(person, query))).toHaveLength(1);
    for (const query of ["%", "_", "''", "%%%", '"', "“”"])
      expect((await find(person, query)).messages.length).toBeLessThan(3);
  });

  it("finds titles as well, and leaves out reasoning, deleted conversations and everybody else's", async () => {
    const person = await login();
    const other = await login();
    const talk = await say(person, ["nothing of note"], "Zebra crossing");
    await say(other, ["zebra for others"], "Zebra of others");
    const page = await find(person, "zebra");
    expect(page.titles.map(({ conversationId }) => conversationId)).toEqual([talk.id]);
    expect(marked(page.titles[0]!.title)).toEqual(["Zebra"]);
    expect(page.messages).toEqual([]);
    expect(excerpts(await find(person, "pondering"))).toEqual([]);
    expect((await find(other, "zebra")).messages).toHaveLength(1);
    await updateConversation(person.ctx, { id: talk.id, archived: true });
    expect((await find(person, "note")).messages).toMatchObject([{ archived: true, title: "Zebra crossing" }]);
    await deleteConversation(person.ctx, { id: talk.id });
    expect(await find(person, "zebra")).toMatchObject({ titles: [], messages: [] });
    expect(await find(person, "note")).toMatchObject({ messages: [] });
  });

  it("follows what is written: an answer as soon as it is whole, a change, a removal", async () => {
    const person = await login();
    const { message, started } = await ask(person.ctx, question("Please repeat the word quicksilver."));
    expect(message.state).toBe("complete");
    const conversationId = started.conversation.id;
    expect((await find(person, "quicksilver")).messages.some((hit) => hit.conversationId === conversationId)).toBe(
      true,
    );
    await database().message.update({
      where: { id: started.userMessage!.id },
      data: { parts: [{ type: "text", text: "Please repeat the word mercury." }] },
    });
    expect((await find(person, "mercury")).messages.map(({ messageId }) => messageId)).toContain(
      started.userMessage!.id,
    );
    await database().message.update({ where: { id: message.id }, data: { parts: [] } });
    expect(await database().messageText.count({ where: { messageId: message.id } })).toBe(0);
    await database().conversation.delete({ where: { id: conversationId } });
    expect(await database().messageText.count({ where: { conversationId } })).toBe(0);
  });

  it("comes in pages, newest first, without gaps or repetitions", async () => {
    const person = await login();
    const { messages } = await say(
      person,
      Array.from({ length: 25 }, (_, index) => `word number ${index}`),
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: SearchPage = await find(person, "word", { limit: 10, ...(cursor && { cursor }) });
      seen.push(...page.messages.map(({ messageId }) => messageId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(messages.toReversed());
  });

  it("goes on through older stretches by index", async () => {
    const person = await login();
    const { id } = await say(person, ["the oldest of all: 灯塔 and lighthouse"]);
    await database().$executeRaw`
      insert into messages (id, conversation_id, role, parts, created_at)
      select gen_random_uuid()::text, ${id}, 'user', '[{"type":"text","text":"filler 今天"}]'::jsonb,
        '2026-02-01'::timestamptz + n * interval '1 second' from generate_series(1, 4500) n`;
    for (const query of ["灯塔", "lighthouse", "塔", "of"]) expect(excerpts(await find(person, query))).toHaveLength(1);
    expect(await find(person, "今天")).toMatchObject({ nextCursor: expect.any(String) as string });
    expect(await find(person, "昨天")).toMatchObject({ messages: [], nextCursor: null });
  }, 60_000);

  it("answers over HTTP, to whom is signed in, and refuses what is no search", async () => {
    const person = await login();
    await say(person, ["find me"]);
    const get = (path: string, headers: Record<string, string> = person.headers) =>
      call(search, { method: "GET", path, headers });
    expect(((await (await get("/api/search?query=find")).json()) as SearchPage).messages).toHaveLength(1);
    for (const path of [
      "/api/search",
      "/api/search?query=%20",
      "/api/search?query=a&cursor=x",
      `/api/search?query=${"a".repeat(201)}`,
    ]) {
      expect((await errorOf(await get(path))).code).toBe("invalid_input");
    }
    expect((await get("/api/search?query=find", { "sec-fetch-site": "same-origin" })).status).toBe(401);
  });
});
