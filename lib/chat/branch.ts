import { Prisma, type SqlContext } from "@/lib/db";
import type { MessageRow } from "./rows";

/** The last `limit` messages of the branch that ends with a message, oldest first. Reads no others. */
export async function readBranch(
  ctx: SqlContext,
  conversationId: string,
  leafId: string,
  limit: number,
): Promise<MessageRow[]> {
  return ctx.db.$queryRaw<MessageRow[]>`
    with recursive branch as (
      select m.*, 1 as depth from messages m where m.id = ${leafId} and m.conversation_id = ${conversationId}
      union all
      select m.*, depth + 1 from branch join messages m on m.id = branch.parent_id
      where m.conversation_id = ${conversationId} and depth < ${limit}
    )
    select ${messageColumns} from branch order by depth desc`;
}

export const messageColumns = Prisma.sql`
  id, parent_id as "parentId", role::text, state::text, parts, model_id as "modelId", receipt, failure,
  created_at as "createdAt"`;

/** Messages of a conversation by id, those that exist. */
export async function readMessages(ctx: SqlContext, conversationId: string, ids: string[]): Promise<MessageRow[]> {
  return ctx.db.$queryRaw<MessageRow[]>`
    select ${messageColumns} from messages where id = any(${ids}::text[]) and conversation_id = ${conversationId}`;
}

/** A message as far as it belongs into a prompt. */
export type StoredTurn = Pick<MessageRow, "role" | "parts">;

/** Everything said on the branch that ends with a message, oldest first; thoughts are left in the database. */
export async function readTurns(ctx: SqlContext, conversationId: string, leafId: string): Promise<StoredTurn[]> {
  return ctx.db.$queryRaw<StoredTurn[]>`
    with recursive branch as (
      select m.parent_id, m.role, m.parts, 1 as depth from messages m
      where m.id = ${leafId} and m.conversation_id = ${conversationId}
      union all
      select m.parent_id, m.role, m.parts, depth + 1 from branch join messages m on m.id = branch.parent_id
      where m.conversation_id = ${conversationId} and depth < 100000
    )
    select role::text, coalesce((
      select jsonb_agg(part.value order by part.ordinality)
      from jsonb_array_elements(parts) with ordinality part
      where part.value ->> 'type' in ('text', 'picture', 'document', 'tool')
    ), '[]'::jsonb) as parts
    from branch order by depth desc`;
}

/** The newest leaf below a message: where reading goes on when its branch is chosen. */
export async function findLeaf(
  ctx: SqlContext,
  conversationId: string,
  messageId: string,
): Promise<string | undefined> {
  const [leaf] = await ctx.db.$queryRaw<{ id: string }[]>`
    with recursive way as (
      select m.id from messages m where m.id = ${messageId} and m.conversation_id = ${conversationId}
      union all
      select child.id from way cross join lateral (
        select m.id from messages m where m.parent_id = way.id and m.conversation_id = ${conversationId}
        order by m.created_at desc, m.id desc limit 1
      ) child
    )
    select way.id from way where not exists (select 1 from messages m where m.parent_id = way.id)`;
  return leaf?.id;
}

/** Whether a message is on the branch that ends with another. */
export async function isOnBranch(
  ctx: SqlContext,
  conversationId: string,
  leafId: string,
  messageId: string,
): Promise<boolean> {
  const found = await ctx.db.$queryRaw<unknown[]>`
    with recursive branch as (
      select m.id, m.parent_id from messages m where m.id = ${leafId} and m.conversation_id = ${conversationId}
      union all
      select m.id, m.parent_id from branch join messages m on m.id = branch.parent_id
      where m.conversation_id = ${conversationId} and branch.id <> ${messageId}
    )
    select 1 from branch where id = ${messageId}`;
  return found.length > 0;
}
