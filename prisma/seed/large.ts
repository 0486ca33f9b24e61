import type { Context } from "@/lib/db";
import { defaultChatModel, seedCatalogue } from "@/lib/models";
import { seedPerson } from "./people";

export const LARGE = 100_000;

/**
 * One person with very many conversations of two messages each, over a year: what lists and search are measured on.
 * @returns what to tell whoever asked for it
 */
export async function seedLarge(ctx: Context, count = LARGE): Promise<string[]> {
  await seedCatalogue(ctx);
  const { id: modelId } = await defaultChatModel(ctx);
  const person = await seedPerson(ctx, { email: "large@example.com", name: "Long", role: "member" });
  const question = JSON.stringify([{ type: "text", text: "What is worth knowing about this?" }]);
  const answer = JSON.stringify([{ type: "text", text: "Quite a lot, and **most of it** is written down somewhere." }]);
  // The subjects share words, so that a search finds some rows, many rows or a single one.
  await ctx.db.$executeRaw`
    with numbers as (
      select n, gen_random_uuid()::text as id, gen_random_uuid()::text as question_id, gen_random_uuid()::text as answer_id,
        ${ctx.now}::timestamptz - n * (interval '365 days' / ${count}::int) as at,
        (array['Notes on', 'Questions about', 'A plan for', '关于', 'Ideas for', '讨论'])[1 + n % 6] || ' ' ||
        (array['gardens', 'trains', '天气', 'databases', 'letters', '旅行', 'music', 'bread', '电影', 'rivers', 'maps'])[1 + n % 11] ||
        ' ' || n as title
      from generate_series(1, ${count}::int) as n
    ), conversation as (
      insert into conversations (id, user_id, title, model_id, leaf_id, created_at, updated_at)
      select id, ${person.id}, title, ${modelId}, answer_id, at, at from numbers
    )
    insert into messages (id, conversation_id, parent_id, role, parts, model_id, created_at)
    select question_id, id, null, 'user'::message_role, ${question}::jsonb, null, at from numbers
    union all
    select answer_id, id, question_id, 'assistant', ${answer}::jsonb, ${modelId}, at + interval '1 second' from numbers`;
  await ctx.db.$executeRaw`analyze conversations`;
  await ctx.db.$executeRaw`analyze messages`;
  return [`${person.email}  ${person.password}  (${count} conversations)`];
}
