import { Prisma, type Context } from "@/lib/db";
import type { Role } from "@/lib/core";
import { env } from "@/lib/env";
import type { InvitationOffer } from "./schema";
import { digestOf } from "./secrets";

type Kind = "invite" | "setup";

/** The address of a link's page. Made from configuration: a request's Host header may be anything. */
export function linkTo(kind: Kind, token: string): string {
  return `${env().APP_URL}/${kind === "setup" ? "setup" : "sign-up"}?token=${token}`;
}

/** What a link that can still be used offers; undefined for unknown, used, revoked and expired ones alike. */
export async function findInvitation(ctx: Context, token: string): Promise<InvitationOffer | undefined> {
  if (!/^[\w-]{20,200}$/.test(token)) return undefined;
  const row = await ctx.db.invitation.findFirst({
    where: { tokenDigest: digestOf(token), usedAt: null, revokedAt: null, expiresAt: { gt: ctx.now } },
    select: { kind: true, role: true, email: true, expiresAt: true },
  });
  return row ? { ...row, expiresAt: row.expiresAt.toISOString() } : undefined;
}

/**
 * Uses a link up, in the transaction that makes the account: of any number of takers at once one gets it, and it is
 * free again if that transaction fails.
 */
export async function claimInvitation(
  tx: Context,
  kind: Kind,
  token: string,
): Promise<{ id: string; role: Role; email: string | null } | undefined> {
  const [row] = await tx.db.$queryRaw<{ id: string; role: Role; email: string | null }[]>(Prisma.sql`
    update invitations set used_at = clock_timestamp()
    where token_digest = ${digestOf(token)} and kind::text = ${kind}
      and used_at is null and revoked_at is null and expires_at > clock_timestamp()
    returning id, role::text as role, email`);
  return row;
}

/** Notes whose account a link became. */
export async function noteUse(tx: Context, invitationId: string, userId: string): Promise<void> {
  await tx.db.invitation.update({ where: { id: invitationId }, data: { usedById: userId } });
}

/** No setup link outlives the making of an administrator, or the next setup link. */
export async function revokeSetupLinks(tx: Context): Promise<void> {
  await tx.db.invitation.updateMany({
    where: { kind: "setup", usedAt: null, revokedAt: null },
    data: { revokedAt: tx.now },
  });
}
