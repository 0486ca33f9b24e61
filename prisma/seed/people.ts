import { randomBytes } from "node:crypto";
import { createUser } from "@/lib/auth";
import type { Role } from "@/lib/core";
import type { Context } from "@/lib/db";

export interface SeededPerson {
  id: string;
  email: string;
  password: string;
}

/** Makes an account with a password nobody else knows; one of this address from an earlier run is removed with all it owns. */
export async function seedPerson(
  ctx: Context,
  { email, name, role }: { email: string; name: string; role: Role },
): Promise<SeededPerson> {
  await ctx.db.user.deleteMany({ where: { email } });
  const password = randomBytes(12).toString("base64url");
  const { id } = await createUser(ctx, { email, name, role, password });
  return { id, email, password };
}
