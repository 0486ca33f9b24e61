import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { openBenchDatabase } from "@/tests/support/fresh-database";
import { machine, quantile } from "./world";

/**
 * Searching the messages of one person who has 200,000 of them in 4,000 conversations, half in English and half in Chinese, among as
 * many of others; and what a message costs to write.
 * `npm run bench -- search [--messages 200000] [--rounds 40]`
 */
const { values } = parseArgs({
  options: { messages: { type: "string", default: "200000" }, rounds: { type: "string", default: "40" } },
});
const messages = Number(values.messages);

const fresh = await openBenchDatabase();
process.env.DATABASE_URL = fresh.url;
process.env.AUTH_SECRET = randomBytes(32).toString("base64url");

const { searchMessages } = await import("@/lib/chat");
const { database, systemContext } = await import("@/lib/db");
const { newId } = await import("@/lib/core");
const db = database();

const english =
  "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years where much your way down should because long each just state those people too mister how little good make world still see own men work here get life know between three under last might great year since against go came right used take himself few house use place during without again home around small however found thought went say part once general high upon school every does got united left number course war until always away something fact though water public less put think almost hand enough far took head yet better set told nothing night end why called didn't eyes find going look asked later knew point next program city business give group toward young days let room".split(
    " ",
  );
const hanzi = Array.from(
  "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运",
);

/** Words as often as people use them: few very often, most seldom. */
const pick = <Item>(items: readonly Item[]) => items[Math.floor(Math.random() ** 3 * items.length)]!;
function text(index: number): string {
  const length = 40 + Math.floor(Math.random() * 200);
  const written =
    index % 2
      ? Array.from({ length }, () => pick(english)).join(" ")
      : Array.from({ length: length * 2 }, () => pick(hanzi)).join("");
  if (index % 20_000 === 7_001) return `${written} lighthouse keeper ${written}`;
  if (index % 20_000 === 12_002) return `${written}灯塔守望${written}`;
  return written;
}

async function makePerson(count: number): Promise<string> {
  const userId = newId();
  await db.user.create({ data: { id: userId, email: `${userId}@example.test` } });
  const perConversation = 50;
  for (let written = 0; written < count;) {
    const size = Math.min(5_000, count - written);
    const conversations = Array.from({ length: Math.ceil(size / perConversation) }, () => newId());
    await db.conversation.createMany({
      data: conversations.map((id) => ({ id, userId, title: `Talk ${id.slice(-6)}`, modelId: "maker/model" })),
    });
    await db.message.createMany({
      data: Array.from({ length: size }, (_, index) => ({
        id: newId(),
        conversationId: conversations[Math.floor(index / perConversation)]!,
        role: index % 2 ? ("assistant" as const) : ("user" as const),
        parts: [{ type: "text", text: text(written + index) }],
        createdAt: new Date(Date.now() - (count - written - index) * 60_000),
      })),
    });
    written += size;
  }
  return userId;
}

const began = performance.now();
const userId = await makePerson(messages);
const perMessageMs = (performance.now() - began) / messages;
await makePerson(messages / 4);
await db.$executeRaw`vacuum analyze`;
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

const queries = {
  "rare words": "lighthouse keeper",
  "a rare word of two characters": "灯塔",
  "four characters": "灯塔守望",
  "one character, common": "的",
  "two characters, common": "是不",
  "a common word": "the",
  "common words that never meet": "zeppelin through",
  "two letters": "is",
  "a phrase of common words": '"year since against"',
  nothing: "xyzzy",
  "nothing, in Chinese": "饕餮",
};
const report: Record<string, Record<string, number>> = {};
const all: number[] = [];
for (const [task, query] of Object.entries(queries)) {
  const times: number[] = [];
  let found = 0;
  let pages = 0;
  for (let round = -3; round < Number(values.rounds); round++) {
    const from = performance.now();
    const page = await searchMessages(ctx, { query, limit: 20 });
    if (round < 0) continue;
    times.push(performance.now() - from);
    found = page.messages.length;
    pages = page.nextCursor === null ? 1 : 2;
  }
  all.push(...times);
  report[task] = {
    "p50 ms": +quantile(times, 0.5).toFixed(1),
    "p95 ms": +quantile(times, 0.95).toFixed(1),
    found,
    pages,
  };
}
console.log(machine());
console.table(report);
console.log(
  `all queries: p95 ${quantile(all, 0.95).toFixed(1)} ms; one message written in ${perMessageMs.toFixed(2)} ms`,
);
const [size] = await db.$queryRaw<object[]>`
  select pg_size_pretty(pg_total_relation_size('messages')) as messages,
    pg_size_pretty(pg_table_size('message_texts')) as texts, pg_size_pretty(pg_indexes_size('message_texts')) as indexes`;
console.log(size);
await db.$disconnect();
await fresh.close();
process.exit(0);
