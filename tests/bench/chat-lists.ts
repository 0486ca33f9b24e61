import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { openBenchDatabase } from "@/tests/support/fresh-database";
import { machine, quantile } from "./world";

/**
 * List, deep page, search and opening a conversation for a person with 100 and with 100,000 conversations, and a chat of
 * 50 and of 2,000 messages, in turns on one database.
 * `npm run bench -- chat-lists [--many 100000] [--rounds 60]`
 */
const { values } = parseArgs({
  options: { many: { type: "string", default: "100000" }, rounds: { type: "string", default: "60" } },
});
const many = Number(values.many);
const few = 100;

const fresh = await openBenchDatabase();
process.env.DATABASE_URL = fresh.url;
process.env.AUTH_SECRET = randomBytes(32).toString("base64url");

const { findConversation, listConversations, listMessages } = await import("@/lib/chat");
const { database, systemContext } = await import("@/lib/db");
const { newId } = await import("@/lib/core");

const db = database();

/** A person with conversations, one of which is long. */
async function makePerson(conversations: number, messages: number) {
  const userId = newId();
  await db.user.create({ data: { id: userId, email: `${userId}@example.test` } });
  await db.$executeRaw`
    insert into conversations (id, user_id, title, model_id, updated_at)
    select gen_random_uuid()::text, ${userId}, 'Talk ' || md5(n::text) || case when n % 5000 = 7 then ' 海浪的声音 lighthouse' else '' end,
      'maker/model', now() - n * interval '1 minute'
    from generate_series(1, ${conversations}::int) n`;
  const [{ id }] = (await db.conversation.findMany({ where: { userId }, take: 1, select: { id: true } })) as [
    { id: string },
  ];
  const ids = Array.from({ length: messages }, () => newId());
  await db.message.createMany({
    data: ids.map((messageId, index) => ({
      id: messageId,
      conversationId: id,
      parentId: ids[index - 1] ?? null,
      role: index % 2 ? ("assistant" as const) : ("user" as const),
      parts: [{ type: "text", text: "Some words of an answer. ".repeat(index % 2 ? 60 : 3) }],
      createdAt: new Date(Date.now() - (messages - index) * 1_000),
    })),
  });
  await db.conversation.update({ where: { id }, data: { leafId: ids.at(-1)! } });
  const actor = {
    type: "user",
    userId,
    role: "member",
    sessionId: "",
    email: "",
    name: "",
    locale: null,
    theme: null,
  } as const;
  const ctx = systemContext({ actor });
  let cursor: string | undefined;
  const pages = Math.min(Math.floor(conversations / 100) - 1, 300);
  for (let page = 0; page < pages; page++) {
    cursor = (await listConversations(ctx, { limit: 100, ...(cursor && { cursor }) })).nextCursor ?? cursor;
  }
  return { ctx, conversationId: id, middle: ids[Math.floor(messages / 2)]!, cursor };
}

const people = { few: await makePerson(few, 50), many: await makePerson(many, 2_000) };
await db.$executeRaw`analyze`;

const tasks: Record<string, (person: (typeof people)["few"]) => Promise<unknown>> = {
  "first page": ({ ctx }) => listConversations(ctx, { limit: 40 }),
  "deep page": ({ ctx, cursor }) => listConversations(ctx, { limit: 40, ...(cursor && { cursor }) }),
  "search, 5 letters": ({ ctx }) => listConversations(ctx, { limit: 40, query: "light" }),
  "search, 3 characters": ({ ctx }) => listConversations(ctx, { limit: 40, query: "海浪的" }),
  "search, 2 characters, rare": ({ ctx }) => listConversations(ctx, { limit: 40, query: "海浪" }),
  "open a chat": ({ ctx, conversationId }) => findConversation(ctx, { id: conversationId }),
  "older messages": ({ ctx, conversationId, middle }) =>
    listMessages(ctx, { conversationId, before: middle, limit: 30 }),
};

const report: Record<string, Record<string, number>> = {};
for (const [task, run] of Object.entries(tasks)) {
  const times = { few: [] as number[], many: [] as number[] };
  for (let round = -10; round < Number(values.rounds); round++) {
    for (const size of ["few", "many"] as const) {
      const from = performance.now();
      await run(people[size]);
      if (round >= 0) times[size].push(performance.now() - from);
    }
  }
  const p50 = { few: quantile(times.few, 0.5), many: quantile(times.many, 0.5) };
  report[task] = {
    [`${few} chats, p50 ms`]: +p50.few.toFixed(2),
    [`${many} chats, p50 ms`]: +p50.many.toFixed(2),
    "p95 ms": +quantile(times.many, 0.95).toFixed(2),
    ratio: +(p50.many / p50.few).toFixed(2),
  };
}
console.log(machine());
console.table(report);
await db.$disconnect();
await fresh.close();
process.exit(0);
