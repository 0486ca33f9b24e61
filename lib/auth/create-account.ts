import { AppError, newId, type Role } from "@/lib/core";
import { Prisma, type Context } from "@/lib/db";
import { accountColumns, toAccount } from "./account";
import { audit } from "./audit";
import type { Account } from "./schema";

export interface NewAccount {
  email: string;
  name: string;
  role: Role;
  passwordHash: string | null;
  /** null where an operator made the account: its owner has not been asked */
  acceptedTermsAt: Date | null;
  /** how it came to be, for the audit trail */
  by: "setup" | "invitation" | "open" | "command";
  invitationId?: string;
  identity?: { provider: string; subject: string };
}

/**
 * Makes the row of a person, inside the caller's transaction.
 * @throws AppError `conflict` (reason `email_taken`), which ends that transaction
 */
export async function createAccount(tx: Context, input: NewAccount): Promise<Account> {
  const id = newId();
  const { by, invitationId, identity, ...columns } = input;
  try {
    const row = await tx.db.user.create({
      data: {
        id,
        ...columns,
        passwordChangedAt: input.passwordHash ? tx.now : null,
        createdAt: tx.now,
        ...(identity ? { identities: { create: { id: newId(), ...identity } } } : {}),
      },
      select: accountColumns,
    });
    const details = { by, role: input.role, ...(invitationId ? { invitationId } : {}) };
    await audit(
      tx,
      "account.created",
      id,
      details,
      "userId" in tx.actor ? tx.actor.userId : by === "command" ? null : id,
    );
    return toAccount(row);
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new AppError("conflict", "There is an account with this e-mail address. Sign in instead.", {
        reason: "email_taken",
        field: "email",
        cause: error,
      });
    }
    throw error;
  }
}
