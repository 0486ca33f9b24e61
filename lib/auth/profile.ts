import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { accountColumns, toAccount } from "./account";
import { requireUserActor } from "./actor";
import type { Account, ProfileInput } from "./schema";

/** The account of who asks. */
export async function readAccount(ctx: Context): Promise<Account> {
  const { userId } = requireUserActor(ctx);
  const row = await ctx.db.user.findUnique({ where: { id: userId }, select: accountColumns });
  if (!row) throw new AppError("unauthenticated", "Sign in to go on.");
  return toAccount(row);
}

/** Changes name, language or theme of who asks; what is left out stays. */
export async function updateProfile(ctx: Context, input: ProfileInput): Promise<Account> {
  const { userId } = requireUserActor(ctx);
  const row = await ctx.db.user.update({
    where: { id: userId },
    data: {
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.locale === undefined ? {} : { locale: input.locale }),
      ...(input.theme === undefined ? {} : { theme: input.theme }),
    },
    select: accountColumns,
  });
  return toAccount(row);
}
