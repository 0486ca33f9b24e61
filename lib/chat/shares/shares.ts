import { newLink, openLinks, requireRoomForLink, requireSharing, toLink } from "@/lib/auth";
import { AppError } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { readBranch } from "../branch";
import { decodeCursor, encodeCursor } from "../cursor";
import { findOwnConversation } from "../own-conversation";
import { noConversation, requirePerson } from "../person";
import { findOpenShare } from "./open-share";
import { picturesOf, stillShown } from "./pictures";
import type { CreateShareInput, ListSharesInput, SharedConversation, SharePage, ShareSummary } from "./schema";
import { snapshotOf } from "./snapshot";

const mostMessages = 2_000;
const mostCharacters = 4_000_000;

const columns = {
  id: true,
  conversationId: true,
  title: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
} as const;

/**
 * Freezes the branch on screen under a link that cannot be guessed. The link is in this answer and nowhere else: only
 * its digest is kept.
 * @throws AppError `forbidden` with reason `sharing_off`; `not_found`; `too_large` with reason `share`; `conflict` with
 *   reason `too_many_shares`
 */
export async function createShare(
  ctx: Context,
  input: CreateShareInput,
): Promise<{ share: ShareSummary; url: string }> {
  const userId = requirePerson(ctx);
  await requireSharing(ctx);
  const conversation = await findOwnConversation(ctx, userId, input.conversationId);
  if (!conversation) throw noConversation();
  const { id: conversationId, leafId, systemPrompt } = conversation;
  const branch = leafId === null ? [] : await readBranch(ctx, conversationId, leafId, mostMessages + 1);
  const pictures = input.pictures ? await picturesOf(ctx, branch) : undefined;
  const snapshot = snapshotOf(branch, input.systemPrompt ? systemPrompt : null, pictures);
  if (branch.length > mostMessages || JSON.stringify(snapshot).length > mostCharacters) {
    throw new AppError("too_large", "This conversation is too long to be shared.", { reason: "share" });
  }
  const { share, token } = await inTransaction(ctx, async (tx) => {
    const countOpen = () => tx.db.share.count({ where: { userId, ...openLinks(tx.now) } });
    await requireRoomForLink(tx, { table: "shares", userId, countOpen });
    const link = newLink(tx, userId, input.expiresInDays);
    const data = { ...link.row, conversationId, title: conversation.title, snapshot: { ...snapshot } };
    return { token: link.token, share: await tx.db.share.create({ data, select: columns }) };
  });
  return { share: toLink(share, ctx.now), url: `${env().APP_URL}/share/${token}` };
}

/** The person's own links, newest first, one page at a time. @throws AppError `invalid_input` for a foreign cursor */
export async function listShares(ctx: Context, input: ListSharesInput): Promise<SharePage> {
  const userId = requirePerson(ctx);
  const after = input.cursor === undefined ? undefined : decodeCursor(input.cursor);
  const rows = await ctx.db.share.findMany({
    where: {
      userId,
      conversation: { deletedAt: null },
      ...(input.conversationId !== undefined && { conversationId: input.conversationId }),
      ...(after && {
        OR: [{ createdAt: { lt: after.updatedAt } }, { createdAt: after.updatedAt, id: { lt: after.id } }],
      }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    select: columns,
  });
  const items = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? items.at(-1) : undefined;
  return {
    items: items.map((row) => toLink(row, ctx.now)),
    nextCursor: last ? encodeCursor({ id: last.id, updatedAt: last.createdAt }) : null,
  };
}

/** Makes a link lead nowhere, at once. Doing so twice is harmless. @throws AppError `not_found` */
export async function revokeShare(ctx: Context, { id }: { id: string }): Promise<ShareSummary> {
  const userId = requirePerson(ctx);
  await ctx.db.share.updateMany({ where: { id, userId, revokedAt: null }, data: { revokedAt: ctx.now } });
  const row = await ctx.db.share.findFirst({ where: { id, userId }, select: columns });
  if (!row) throw new AppError("not_found", "There is no such link.");
  return toLink(row, ctx.now);
}

/**
 * What a link shows, to anyone who has it. Expired, revoked and unknown links, those of deleted conversations and of
 * disabled accounts, and all of them while sharing is off, are the same: undefined.
 */
export async function readShare(ctx: Context, { token }: { token: string }): Promise<SharedConversation | undefined> {
  const share = await findOpenShare(ctx, token);
  if (!share) return undefined;
  return {
    systemPrompt: share.snapshot.systemPrompt,
    messages: await stillShown(ctx, share.userId, share.snapshot),
    title: share.title,
    createdAt: share.createdAt.toISOString(),
    expiresAt: share.expiresAt?.toISOString() ?? null,
  };
}

/** How many links are open on the installation. @throws AppError `forbidden` */
export async function countShares(ctx: Context): Promise<number> {
  if (ctx.actor.type !== "user" || ctx.actor.role !== "admin") {
    throw new AppError("forbidden", "Only administrators may do this.");
  }
  return ctx.db.share.count({ where: { ...openLinks(ctx.now), conversation: { deletedAt: null } } });
}
