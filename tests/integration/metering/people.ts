import { newId, type Role } from "@/lib/core";
import { database, now, systemContext, type Context } from "@/lib/db";
import type { Rates } from "@/lib/metering/schema";

/** A person with an account, and the context in which they act. */
export async function makePerson(role: Role = "member"): Promise<{ userId: string; ctx: Context }> {
  const userId = newId();
  const email = `${userId}@example.test`;
  await database().user.create({ data: { id: userId, email, role } });
  return { userId, ctx: contextOf(userId, role) };
}

export function contextOf(userId: string, role: Role = "member"): Context {
  const actor = {
    type: "user",
    userId,
    role,
    sessionId: newId(),
    email: "",
    name: "",
    locale: null,
    theme: null,
  } as const;
  return systemContext({ actor, now: now() });
}

export const rates: Rates = { input_tokens: 270n, output_tokens: 1_000n };
export const call = { modelId: "maker/model", purpose: "chat", rates };

/** Asks a promise for the AppError it fails with. */
export async function failureOf(promise: Promise<unknown>): Promise<{ code?: string; reason?: string }> {
  const error = await promise.then(
    () => undefined,
    (error: { code: string; details?: { reason?: string } }) => error,
  );
  return { code: error?.code, reason: error?.details?.reason };
}
