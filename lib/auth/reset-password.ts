import { inTransaction, type Context } from "@/lib/db";
import { requireAdministrator } from "./actor";
import { audit } from "./audit";
import { acceptPassword } from "./new-password";
import { findPersonByEmail } from "./people";
import type { ResetPasswordInput } from "./schema";

/**
 * Gives a person who has forgotten theirs a new password. Every session of theirs ends.
 * @throws AppError `forbidden`, `not_found`, `invalid_input` (`common_password`)
 */
export async function resetPassword(ctx: Context, { email, password }: ResetPasswordInput): Promise<void> {
  requireAdministrator(ctx);
  const { id, name } = await findPersonByEmail(ctx, email);
  const passwordHash = await acceptPassword(password, [email, name]);
  await inTransaction(ctx, async (tx) => {
    await tx.db.user.update({ where: { id }, data: { passwordHash, passwordChangedAt: tx.now } });
    await tx.db.session.updateMany({ where: { userId: id, endedAt: null }, data: { endedAt: tx.now } });
    await audit(tx, "password.reset", id);
  });
}
