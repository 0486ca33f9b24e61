import { linkDigest, newLink, openLinks, requireRoomForLink, requireSharing, toLink } from "@/lib/auth";
import { AppError } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { serveAsset } from "@/lib/media";
import type { AssetKind } from "@/lib/media/schema";
import { namesOf } from "@/lib/models";
import { decodeCursor, encodeCursor } from "./cursor";
import { noItem, requirePerson } from "./person";
import type { ItemShare, ItemSharePage, ListItemSharesInput, ShareItemInput, SharedItem } from "./schema";

const columns = {
  id: true,
  assetId: true,
  withPrompt: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  asset: { select: { name: true } },
} as const;

interface Row {
  id: string;
  assetId: string;
  withPrompt: boolean;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  asset: { name: string };
}

/**
 * Makes a link to one item that cannot be guessed. The link is in this answer and nowhere else: only its digest is kept.
 * @throws AppError `forbidden` with reason `sharing_off`; `not_found`; `conflict` with reason `too_many_shares`
 */
export async function shareItem(ctx: Context, input: ShareItemInput): Promise<{ share: ItemShare; url: string }> {
  const userId = requirePerson(ctx);
  await requireSharing(ctx);
  const { row, token } = await inTransaction(ctx, async (tx) => {
    const asset = await tx.db.asset.findFirst({
      where: { id: input.assetId, userId, trashedAt: null, origin: { not: "page" } },
      select: { id: true },
    });
    if (!asset) throw noItem();
    const countOpen = () => tx.db.itemShare.count({ where: { userId, ...openLinks(tx.now) } });
    await requireRoomForLink(tx, { table: "item shares", userId, countOpen });
    const link = newLink(tx, userId, input.expiresInDays);
    const data = { ...link.row, assetId: asset.id, withPrompt: input.withPrompt };
    return { token: link.token, row: await tx.db.itemShare.create({ data, select: columns }) };
  });
  return { share: toShare(row, ctx.now), url: `${env().APP_URL}/share/item/${token}` };
}

/** The person's links to items, newest first, one page at a time. @throws AppError `invalid_input` for a foreign cursor */
export async function listItemShares(ctx: Context, input: ListItemSharesInput): Promise<ItemSharePage> {
  const userId = requirePerson(ctx);
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor);
  const rows = await ctx.db.itemShare.findMany({
    where: {
      userId,
      ...(input.assetId !== undefined && { assetId: input.assetId }),
      ...(after && { OR: [{ createdAt: { lt: after.at } }, { createdAt: after.at, id: { lt: after.id } }] }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    select: columns,
  });
  const items = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? items.at(-1) : undefined;
  return {
    items: items.map((row) => toShare(row, ctx.now)),
    nextCursor: last ? encodeCursor({ id: last.id, at: last.createdAt }) : null,
  };
}

/** Makes a link lead nowhere, at once. Doing so twice is harmless. @throws AppError `not_found` */
export async function revokeItemShare(ctx: Context, { id }: { id: string }): Promise<ItemShare> {
  const userId = requirePerson(ctx);
  await ctx.db.itemShare.updateMany({ where: { id, userId, revokedAt: null }, data: { revokedAt: ctx.now } });
  const row = await ctx.db.itemShare.findFirst({ where: { id, userId }, select: columns });
  if (!row) throw new AppError("not_found", "There is no such link.");
  return toShare(row, ctx.now);
}

/**
 * What a link shows, to anyone who has it. Expired, revoked and unknown links, those of items in the trash and of
 * disabled accounts, and all of them while sharing is off, are the same: undefined.
 */
export async function readItemShare(ctx: Context, { token }: { token: string }): Promise<SharedItem | undefined> {
  const row = await findOpen(ctx, token);
  if (!row) return undefined;
  const { prompt, modelId, kind, ...asset } = row.asset;
  const named = row.withPrompt && modelId !== null ? await namesOf(ctx, [modelId]) : {};
  const { id: _id, ...shown } = asset;
  return {
    ...shown,
    kind: kind as AssetKind,
    prompt: row.withPrompt && prompt !== "" ? prompt : null,
    modelName: row.withPrompt && modelId !== null ? (named[modelId] ?? modelId) : null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}

interface SharedFileInput {
  token: string;
  variant?: "thumbnail" | undefined;
  download?: "1" | undefined;
  headers: Headers;
}

/** The bytes behind a link, whole or in part. Asked for anew each time, so that a revoked link is over at once. @throws AppError `not_found` */
export async function serveItemShare(ctx: Context, { token, headers, ...query }: SharedFileInput): Promise<Response> {
  const row = await findOpen(ctx, token);
  if (!row) throw new AppError("not_found", "There is nothing here.");
  const response = await serveAsset({ ...ctx, actor: { type: "system" } }, { id: row.asset.id, headers, ...query });
  response.headers.set("x-robots-tag", "noindex, nofollow, noarchive");
  // The name is its person's own words.
  const disposition = response.headers.get("content-disposition")?.split(";", 1)[0];
  if (disposition) response.headers.set("content-disposition", `${disposition}; filename="${fileName(row.asset)}"`);
  return response;
}

function fileName({ mediaType }: { mediaType: string }): string {
  const extension = /^(?:image|video|audio)\/([a-z0-9]{2,5})$/.exec(mediaType)?.[1];
  return extension ? `shared.${extension === "jpeg" ? "jpg" : extension}` : "shared";
}

/** How many links to items are open on the installation. @throws AppError `forbidden` */
export async function countItemShares(ctx: Context): Promise<number> {
  if (ctx.actor.type !== "user" || ctx.actor.role !== "admin") {
    throw new AppError("forbidden", "Only administrators may do this.");
  }
  return ctx.db.itemShare.count({ where: { ...openLinks(ctx.now), asset: { trashedAt: null } } });
}

async function findOpen(ctx: Context, token: string) {
  const tokenDigest = await linkDigest(ctx, token);
  if (tokenDigest === undefined) return undefined;
  const row = await ctx.db.itemShare.findFirst({
    where: {
      tokenDigest,
      ...openLinks(ctx.now),
      asset: { trashedAt: null },
      user: { disabledAt: null },
    },
    select: {
      withPrompt: true,
      createdAt: true,
      expiresAt: true,
      asset: {
        select: {
          id: true,
          kind: true,
          mediaType: true,
          width: true,
          height: true,
          durationMs: true,
          blur: true,
          prompt: true,
          modelId: true,
        },
      },
    },
  });
  return row ?? undefined;
}

function toShare({ asset, ...row }: Row, now: Date): ItemShare {
  return { ...toLink(row, now), name: asset.name };
}
