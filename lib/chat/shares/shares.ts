import { digestOf, newSecret, sharingEnabled } from "@/lib/auth";
import { AppError, newId } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { readBranch } from "../branch";
import { decodeCursor, encodeCursor } from "../cursor";
import { findOwnConversation } from "../own-conversation";
import { noConversation, requirePerson } from "../person";
import { findOpenShare, open } from "./open-share";
import { picturesOf, stillShown } from "./pictures";
import type { CreateShareInput, ListSharesInput, SharedConversation, SharePage, ShareSummary } from "./schema";
import { snapshotOf } from "./snapshot";

const mostMessages = 2_000;
const mostCharacters = 4_000_000;
const mostOpen = 500;
const dayMs = 86_400_000;

const columns = {
  id: true,
  conversationId: true,
  title: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
} as const;

interface Row {
  id: string;
  conversationId: string;
  title: string;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

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
  if (!(await sharingEnabled(ctx))) throw sharingOff();
  const conversation = await findOwnConversation(ctx, userId, input.conversationId);
  if (!conversation) throw noConversation();
  const { id: conversationId, leafId, systemPrompt } = conversation;
  const branch = leafId === null ? [] : await readBranch(ctx, conversationId, leafId, mostMessages + 1);
  const pictures = input.pictures ? await picturesOf(ctx, branch) : undefined;
  const snapshot = snapshotOf(branch, input.systemPrompt ? systemPrompt : null, pictures);
  if (branch.length > mostMessages || JSON.stringify(snapshot).length > mostCharacters) {
    throw new AppError("too_large", "This conversation is too long to be shared.", { reason: "share" });
  }
  const token = newSecret();
  const row = await inTransaction(ctx, async (tx) => {
    // One at a time for a person, so that they are counted right.
    await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`shares:${userId}`}, 0))`;
    if ((await tx.db.share.count({ where: { userId, ...open(tx.now) } })) >= mostOpen) {
      throw new AppError("conflict", `${mostOpen} of your links are open. Revoke one first.`, {
        reason: "too_many_shares",
      });
    }
    return tx.db.share.create({
      data: {
        id: newId(),
        userId,
        conversationId,
        tokenDigest: digestOf(token),
        title: conversation.title,
        snapshot: { ...snapshot },
        createdAt: tx.now,
        expiresAt: input.expiresInDays === null ? null : new Date(tx.now.getTime() + input.expiresInDays * dayMs),
      },
      select: columns,
    });
  });
  return { share: toSummary(row, ctx.now), url: `${env().APP_URL}/share/${token}` };
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
    items: items.map((row) => toSummary(row, ctx.now)),
    nextCursor: last ? encodeCursor({ id: last.id, updatedAt: last.createdAt }) : null,
  };
}

/** Makes a link lead nowhere, at once. Doing so twice is harmless. @throws AppError `not_found` */
export async function revokeShare(ctx: Context, { id }: { id: string }): Promise<ShareSummary> {
  const userId = requirePerson(ctx);
  await ctx.db.share.updateMany({ where: { id, userId, revokedAt: null }, data: { revokedAt: ctx.now } });
  const row = await ctx.db.share.findFirst({ where: { id, userId }, select: columns });
  if (!row) throw new AppError("not_found", "There is no such link.");
  return toSummary(row, ctx.now);
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
  return ctx.db.share.count({ where: { ...open(ctx.now), conversation: { deletedAt: null } } });
}

function toSummary({ revokedAt, createdAt, expiresAt, ...row }: Row, now: Date): ShareSummary {
  return {
    ...row,
    state: revokedAt ? "revoked" : expiresAt && expiresAt <= now ? "expired" : "open",
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

function sharingOff(): AppError {
  return new AppError("forbidden", "Sharing is switched off on this installation.", { reason: "sharing_off" });
}
