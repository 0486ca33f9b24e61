import { decode, encode } from "next-auth/jwt";
import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { requireUserActor } from "./actor";
import { audit } from "./audit";
import { proveOwner } from "./prove-owner";
import type { TakeoutInput, TakeoutLink, Visit } from "./schema";

const LIFETIME_MS = 15 * 60_000;
const SALT = "silica.takeout";

/**
 * Lets who has proved to own the account download everything that is theirs, from this session and for a quarter of an
 * hour.
 * @throws AppError as `proveOwner`
 */
export async function grantTakeout(ctx: Context, input: TakeoutInput & Visit): Promise<TakeoutLink> {
  const actor = requireUserActor(ctx);
  await proveOwner(ctx, actor, { password: input.password, field: "password", clientAddress: input.clientAddress });
  const expiresAt = new Date(ctx.now.getTime() + LIFETIME_MS);
  const token = await encode({
    token: { userId: actor.userId, sessionId: actor.sessionId, until: expiresAt.getTime() },
    secret: env().AUTH_SECRET,
    salt: SALT,
    maxAge: LIFETIME_MS / 1000,
  });
  await audit(ctx, "takeout.granted", actor.userId);
  const secret = `token=${encodeURIComponent(token)}`;
  const conversations = `/api/conversations/export?${secret}`;
  return {
    address: `/api/settings/takeout?${secret}`,
    conversations: { json: `${conversations}&format=json`, markdown: `${conversations}&format=markdown` },
    expiresAt: expiresAt.toISOString(),
  };
}

/**
 * Whose everything may be downloaded with this link. It is worth nothing without the session that asked for it.
 * @throws AppError `not_found`
 */
export async function redeemTakeout(ctx: Context, token: string): Promise<{ userId: string; sessionId: string }> {
  const { userId, sessionId } = requireUserActor(ctx);
  const payload = await decode({ token, secret: env().AUTH_SECRET, salt: SALT }).catch(() => null);
  const isTheirs = payload?.userId === userId && payload.sessionId === sessionId;
  if (isTheirs && typeof payload.until === "number" && payload.until > ctx.now.getTime()) return { userId, sessionId };
  throw new AppError("not_found", "This link has run out. Ask for a new one.");
}
