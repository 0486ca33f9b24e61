import { AppError, newId } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import type { Prisma } from "@/lib/db";
import { env } from "@/lib/env";
import { requireAdministrator } from "./actor";
import { audit } from "./audit";
import { after, toPage } from "./cursor";
import { linkTo } from "./invitation";
import type { IdParams, InvitationInput, InvitationSummary, ListInvitationsInput, Page } from "./schema";
import { digestOf, newSecret } from "./secrets";

const columns = {
  id: true,
  role: true,
  email: true,
  createdAt: true,
  expiresAt: true,
  usedAt: true,
  revokedAt: true,
  createdBy: { select: { email: true } },
} satisfies Prisma.InvitationSelect;
type Row = Prisma.InvitationGetPayload<{ select: typeof columns }>;

/**
 * Makes a link with which one person can sign up. The link is shown now and never again: only its digest is kept.
 * @throws AppError `forbidden`, `conflict` (`sign_up_closed`, `email_taken`)
 */
export async function createInvitation(
  ctx: Context,
  input: InvitationInput,
): Promise<{ invitation: InvitationSummary; url: string }> {
  requireAdministrator(ctx);
  if (env().SIGNUP === "closed") {
    throw new AppError("conflict", "Sign-up is closed on this installation.", { reason: "sign_up_closed" });
  }
  const token = newSecret();
  const row = await inTransaction(ctx, async (tx) => {
    if (input.email && (await tx.db.user.findUnique({ where: { email: input.email }, select: { id: true } }))) {
      throw new AppError("conflict", "There is an account with this e-mail address.", {
        reason: "email_taken",
        field: "email",
      });
    }
    const row = await tx.db.invitation.create({
      data: {
        id: newId(),
        kind: "invite",
        role: input.role,
        email: input.email ?? null,
        tokenDigest: digestOf(token),
        createdById: ctx.actor.type === "user" ? ctx.actor.userId : null,
        createdAt: ctx.now,
        expiresAt: new Date(ctx.now.getTime() + env().INVITATION_LIFETIME_MS),
      },
      select: columns,
    });
    await audit(tx, "invitation.created", row.id, { role: input.role, bound: input.email !== undefined });
    return row;
  });
  return { invitation: toSummary(row, ctx.now), url: linkTo("invite", token) };
}

/** Invitations of every state, newest first, one page at a time. */
export async function listInvitations(ctx: Context, input: ListInvitationsInput): Promise<Page<InvitationSummary>> {
  requireAdministrator(ctx);
  const rows = await ctx.db.invitation.findMany({
    where: { kind: "invite", ...after(input.cursor) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
    select: columns,
  });
  return toPage(rows, input.limit, (row) => toSummary(row, ctx.now));
}

/**
 * Makes a link useless. Doing so twice is harmless.
 * @throws AppError `forbidden`, `not_found`, `conflict` (`invitation_used`)
 */
export async function revokeInvitation(ctx: Context, input: IdParams): Promise<void> {
  requireAdministrator(ctx);
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.invitation.updateMany({
      where: { id: input.id, kind: "invite", usedAt: null, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    if (count) return audit(tx, "invitation.revoked", input.id);
    const row = await tx.db.invitation.findFirst({
      where: { id: input.id, kind: "invite" },
      select: { usedAt: true },
    });
    if (!row) throw new AppError("not_found", "There is no such invitation.");
    if (row.usedAt) {
      throw new AppError("conflict", "Somebody has signed up with this invitation already.", {
        reason: "invitation_used",
      });
    }
  });
}

/** Links made by somebody who is no longer an administrator lend a right that is no longer theirs. */
export async function revokeInvitationsOf(tx: Context, userId: string): Promise<void> {
  await tx.db.invitation.updateMany({
    where: { createdById: userId, usedAt: null, revokedAt: null },
    data: { revokedAt: tx.now },
  });
}

function toSummary(row: Row, now: Date): InvitationSummary {
  return {
    id: row.id,
    role: row.role,
    email: row.email,
    state: row.usedAt ? "used" : row.revokedAt ? "revoked" : row.expiresAt <= now ? "expired" : "open",
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    createdBy: row.createdBy?.email ?? null,
  };
}
