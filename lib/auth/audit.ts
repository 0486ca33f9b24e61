import type { Prisma, Context } from "@/lib/db";

export type AuditAction =
  | "account.created"
  | "account.deleted"
  | "account.disabled"
  | "account.enabled"
  | "account.role_changed"
  | "identity.linked"
  | "invitation.created"
  | "invitation.revoked"
  | "password.changed"
  | "password.reset"
  | "sessions.ended"
  | "setup_link.created"
  | "takeout.granted";

/**
 * Notes what was done to an account. Rows stay for good, so `details` holds ids and settings, never a name or address.
 * @param actorId who did it where the context cannot say: people who sign up are not yet actors
 */
export async function audit(
  ctx: Context,
  action: AuditAction,
  targetId: string,
  details: Prisma.InputJsonObject = {},
  actorId = "userId" in ctx.actor ? ctx.actor.userId : null,
): Promise<void> {
  await ctx.db.auditEvent.create({ data: { action, targetId, details, actorId, at: ctx.now } });
}
