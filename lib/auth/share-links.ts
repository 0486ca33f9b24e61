import { AppError, newId } from "@/lib/core";
import type { Context } from "@/lib/db";
import { digestOf, newSecret } from "./secrets";
import { sharingEnabled } from "./sharing";

// What every link to something of a person's has in common, whatever it leads to.

const mostOpen = 500;
const dayMs = 86_400_000;

interface LinkRow {
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

/** Which links lead somewhere, as far as their own rows say. */
export function openLinks(at: Date) {
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: at } }] };
}

/** @throws AppError `forbidden` with reason `sharing_off` */
export async function requireSharing(ctx: Context): Promise<void> {
  if (await sharingEnabled(ctx)) return;
  throw new AppError("forbidden", "Sharing is switched off on this installation.", { reason: "sharing_off" });
}

/**
 * Lets a person make one more link, one at a time until the transaction ends, so that they are counted right.
 * @param table tells this kind of links from others
 * @throws AppError `conflict` with reason `too_many_shares`
 */
export async function requireRoomForLink(
  tx: Context,
  { table, userId, countOpen }: { table: string; userId: string; countOpen: () => Promise<number> },
): Promise<void> {
  await tx.db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${table}:${userId}`}, 0))`;
  if ((await countOpen()) < mostOpen) return;
  throw new AppError("conflict", `${mostOpen} of your links are open. Revoke one first.`, {
    reason: "too_many_shares",
  });
}

/** A link that cannot be guessed. @returns what its row holds, and the token, which is kept nowhere */
export function newLink({ now: createdAt }: Context, userId: string, expiresInDays: number | null) {
  const token = newSecret();
  const expiresAt = expiresInDays === null ? null : new Date(createdAt.getTime() + expiresInDays * dayMs);
  return { token, row: { id: newId(), userId, tokenDigest: digestOf(token), createdAt, expiresAt } };
}

/** What a row holds of the token that someone came with; undefined for what is none, and while sharing is off. */
export async function linkDigest(ctx: Context, token: string): Promise<string | undefined> {
  return /^[\w-]{43}$/.test(token) && (await sharingEnabled(ctx)) ? digestOf(token) : undefined;
}

/** A link as its person sees it. */
export function toLink<Row extends LinkRow>({ revokedAt, createdAt, expiresAt, ...row }: Row, at: Date) {
  const state: "open" | "expired" | "revoked" = revokedAt
    ? "revoked"
    : expiresAt && expiresAt <= at
      ? "expired"
      : "open";
  return { ...row, state, createdAt: createdAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null };
}
