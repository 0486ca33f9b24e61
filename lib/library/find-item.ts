import type { Context } from "@/lib/db";
import { sumReceipts, type CreationKind, type CreationReceipt } from "@/lib/creations/schema";
import type { JsonObject } from "@/lib/models/schema";
import { namesOf } from "@/lib/models";
import { requirePerson } from "./person";
import type { ItemDetails, ItemOrigin, ItemUse } from "./schema";
import { listItemShares } from "./shares";
import { goesAt } from "./sweep-trash";
import { requireItem } from "./update-item";

const mostUses = 20;

/** One of the person's items, with all that is known of how it was made and where it is used. @throws AppError `not_found` */
export async function findItem(ctx: Context, { id }: { id: string }): Promise<ItemDetails> {
  const userId = requirePerson(ctx);
  const item = await requireItem(ctx, id);
  const [file, made, uses, shares] = await Promise.all([
    ctx.db.asset.findFirst({ where: { id, userId }, select: { sha256: true } }),
    findOrigin(ctx, userId, id),
    findUses(ctx, userId, id),
    listItemShares(ctx, { assetId: id, limit: 20 }),
  ]);
  const ids = [item.modelId, made?.modelId].filter((model) => typeof model === "string");
  const names = await namesOf(ctx, ids);
  const nameOf = (model: string) => names[model] ?? model;
  return {
    item,
    sha256: file?.sha256 ?? "",
    modelName: item.modelId === null ? null : nameOf(item.modelId),
    made: made && { ...made, modelName: nameOf(made.modelId) },
    uses,
    shares: shares.items,
    goesAt: item.trashedAt === null ? null : goesAt(new Date(item.trashedAt)).toISOString(),
  };
}

interface OriginRow {
  creationId: string;
  kind: CreationKind;
  modelId: string;
  request: JsonObject;
  seed: bigint | null;
  receipt: CreationReceipt | null;
  madeTogether: number;
  askedAt: Date;
}

async function findOrigin(ctx: Context, userId: string, id: string): Promise<Omit<ItemOrigin, "modelName"> | null> {
  const [row] = await ctx.db.$queryRaw<OriginRow[]>`
    select c.id as "creationId", c.kind::text, k.model_id as "modelId", c.request, k.seed, k.receipt,
      (select count(*)::int from creation_outputs t where t.call_id = k.id) as "madeTogether",
      c.created_at as "askedAt"
    from creation_outputs o join creation_calls k on k.id = o.call_id join creations c on c.id = k.creation_id
    where o.asset_id = ${id} and k.user_id = ${userId}`;
  if (!row) return null;
  const receipt = row.kind === "speech" ? await receiptOfSpeech(ctx, userId, row.creationId) : row.receipt;
  return { ...row, receipt, seed: row.seed === null ? null : Number(row.seed), askedAt: row.askedAt.toISOString() };
}

/** A speech is one thing made by several calls: what they come to, together. */
async function receiptOfSpeech(ctx: Context, userId: string, creationId: string): Promise<CreationReceipt | null> {
  const rows = await ctx.db.$queryRaw<{ receipt: CreationReceipt }[]>`
    select receipt from creation_calls
    where creation_id = ${creationId} and user_id = ${userId} and receipt is not null
    order by position`;
  return sumReceipts(rows.map(({ receipt }) => receipt)) ?? null;
}

async function findUses(ctx: Context, userId: string, id: string): Promise<ItemUse[]> {
  const [conversations, creations] = await Promise.all([
    ctx.db.$queryRaw<{ id: string; title: string; messageId: string }[]>`
      select distinct on (c.id) c.id, c.title, m.id as "messageId"
      from message_files f join messages m on m.id = f.message_id join conversations c on c.id = m.conversation_id
      where f.asset_id = ${id} and c.user_id = ${userId} and c.deleted_at is null
      order by c.id, m.created_at limit ${mostUses}`,
    ctx.db.$queryRaw<{ id: string; kind: CreationKind; prompt: string }[]>`
      select distinct on (c.id) c.id, c.kind::text, left(c.prompt, 200) as prompt
      from creation_calls k join creations c on c.id = k.creation_id
      where k.user_id = ${userId} and k.body @? '$.*.assetId'
        and jsonb_path_exists(k.body, '$.*.assetId ? (@ == $id)', jsonb_build_object('id', ${id}::text))
      order by c.id limit ${mostUses}`,
  ]);
  return [
    ...conversations.map((row) => ({ type: "conversation" as const, ...row })),
    ...creations.map((row) => ({ type: "creation" as const, ...row })),
  ];
}
