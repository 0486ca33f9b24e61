import type { Locale, Theme } from "@/lib/core";
import type { Prisma } from "@/lib/db";
import type { Account } from "./schema";

/** What an account's DTO is made of. The hash is read to say whether there is one, and goes no further. */
export const accountColumns = {
  id: true,
  email: true,
  name: true,
  role: true,
  locale: true,
  theme: true,
  passwordHash: true,
  createdAt: true,
  identities: { select: { provider: true } },
} satisfies Prisma.UserSelect;

export function toAccount(row: Prisma.UserGetPayload<{ select: typeof accountColumns }>): Account {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    locale: row.locale as Locale | null,
    theme: row.theme as Theme | null,
    hasPassword: row.passwordHash !== null,
    providers: row.identities.map(({ provider }) => provider),
    createdAt: row.createdAt.toISOString(),
  };
}
