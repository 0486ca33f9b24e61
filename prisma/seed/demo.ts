import { newId } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { priceOf, type Rates } from "@/lib/metering/schema";
import { defaultChatModel, listModels, ratesOf, seedCatalogue } from "@/lib/models";
import { dialogues, type Dialogue } from "./dialogues";
import { seedPerson } from "./people";

const DAYS = 30;
const DAY_MS = 86_400_000;

/** A call as it goes into the books. */
interface Call {
  id: string;
  userId: string;
  modelId: string;
  purpose: string;
  at: Date;
  units: Record<string, number>;
  rates: Record<string, string>;
  costNanos: string;
}

/**
 * An administrator and a member, their conversations, and 30 days of usage whose books agree.
 * @returns what to tell whoever asked for it
 */
export async function seedDemo(ctx: Context): Promise<string[]> {
  await seedCatalogue(ctx);
  const models = await chatModels(ctx);
  const people = [
    await seedPerson(ctx, { email: "admin@example.com", name: "Ada", role: "admin" }),
    await seedPerson(ctx, { email: "member@example.com", name: "Mei", role: "member" }),
  ];
  const random = sequence(20_261_123);
  for (const [index, { id: userId }] of people.entries()) {
    const calls: Call[] = [];
    const mine = dialogues.filter((_, position) => position % people.length === index);
    for (const [position, dialogue] of mine.entries()) {
      const model = models[(position + index) % models.length]!;
      const at = new Date(ctx.now.getTime() - position * 1.7 * DAY_MS - 3_600_000 * random());
      calls.push(await writeConversation(ctx, { userId, at, dialogue, ...model }));
    }
    for (let day = 0; day < DAYS; day++) {
      for (let count = Math.floor(random() * 7); count > 0; count--) {
        const at = new Date(ctx.now.getTime() - day * DAY_MS - random() * DAY_MS);
        calls.push(callOf(userId, models[Math.floor(random() * models.length)]!, at, wordsOf(random)));
      }
    }
    await writeBooks(ctx, calls);
  }
  return people.map(({ email, password }) => `${email}  ${password}`);
}

interface PricedModel {
  id: string;
  rates: Rates;
}

async function chatModels(ctx: Context): Promise<PricedModel[]> {
  const standard = await defaultChatModel(ctx);
  const others = (await listModels(ctx, { subType: "chat" })).filter(({ id }) => id !== standard.id).slice(0, 3);
  return Promise.all([standard, ...others].map(async ({ id }) => ({ id, rates: await ratesOf(ctx, id) })));
}

interface Planned extends PricedModel {
  userId: string;
  at: Date;
  dialogue: Dialogue;
}

async function writeConversation(ctx: Context, { userId, at, dialogue, id: modelId, rates }: Planned): Promise<Call> {
  const { title, question, reasoning, answer } = dialogue;
  const [conversationId, questionId, answerId] = [newId(at.getTime()), newId(at.getTime()), newId(at.getTime() + 1)];
  const units = { input_tokens: Math.ceil(question.length / 3), output_tokens: Math.ceil(answer.length / 3) };
  const call = callOf(userId, { id: modelId, rates }, at, units);
  const thoughts = reasoning ? [{ type: "reasoning", text: reasoning, durationMs: 2_400 }] : [];
  const receipt = {
    ...{ modelId, parameters: {}, units, rates: call.rates, costNanos: call.costNanos, currency: env().CURRENCY },
    ...{ basis: "reported", finishReason: "stop", firstTokenMs: 420, totalMs: 5_300, traceId: null },
  };
  await inTransaction(ctx, async ({ db }) => {
    await db.conversation.create({
      data: { id: conversationId, userId, title, modelId, leafId: answerId, createdAt: at, updatedAt: at },
    });
    const common = { conversationId, createdAt: at };
    await db.message.createMany({
      data: [
        { ...common, id: questionId, role: "user", parts: [{ type: "text", text: question }] },
        {
          ...{ ...common, createdAt: new Date(at.getTime() + 1), id: answerId, parentId: questionId, modelId, receipt },
          ...{ role: "assistant" as const, parts: [...thoughts, { type: "text", text: answer }] },
        },
      ],
    });
  });
  return call;
}

function callOf(userId: string, { id: modelId, rates }: PricedModel, at: Date, units: Record<string, number>): Call {
  const stored = Object.fromEntries(Object.entries(rates).map(([unit, rate]) => [unit, String(rate)]));
  const costNanos = String(priceOf(units, rates));
  return { id: newId(at.getTime()), userId, modelId, purpose: "chat", at, units, rates: stored, costNanos };
}

/**
 * Writes calls of the past, which the verbs of metering cannot: theirs happen now. Charges, ledger, sums of days and of
 * months are written together, so that they agree.
 */
async function writeBooks(ctx: Context, calls: Call[]): Promise<void> {
  await ctx.db.$executeRaw`
    with calls as (
      select *, to_char(at at time zone 'UTC', 'YYYY-MM') as period
      from jsonb_to_recordset(${JSON.stringify(calls)}::jsonb) as c (id text, "userId" text, "modelId" text, purpose text,
        at timestamptz, units jsonb, rates jsonb, "costNanos" bigint)
    ), charge as (
      insert into charges (id, user_id, model_id, purpose, state, period, hold_nanos, cost_nanos, currency, rates, estimate,
        opened_at, closed_at, expires_at)
      select id, "userId", "modelId", purpose, 'settled', period, "costNanos", "costNanos", ${env().CURRENCY}, rates, units, at, at, at
      from calls
    ), entry as (
      insert into ledger_entries (charge_id, user_id, model_id, purpose, units, rates, cost_nanos, currency, basis, outcome, at)
      select id, "userId", "modelId", purpose, units, rates, "costNanos", ${env().CURRENCY}, 'reported', 'complete', at from calls
    ), day as (
      insert into usage_days (user_id, day, model_id, purpose, calls, input_tokens, output_tokens, cost_nanos)
      select "userId", (at at time zone 'UTC')::date, "modelId", purpose, count(*), sum((units->>'input_tokens')::bigint),
        sum((units->>'output_tokens')::bigint), sum("costNanos")
      from calls group by 1, 2, 3, 4
    )
    insert into allowances (user_id, period, spent_nanos)
    select "userId", period, sum("costNanos") from calls group by 1, 2`;
}

function wordsOf(random: () => number): Record<string, number> {
  return { input_tokens: 200 + Math.floor(random() * 3_000), output_tokens: 100 + Math.floor(random() * 2_000) };
}

/** The same numbers in each run. @see Numerical Recipes, "quick and dirty" linear congruential generator */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}
