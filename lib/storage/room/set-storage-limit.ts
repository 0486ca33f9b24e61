import { AppError } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import type { StorageLimitInput } from "../schema";
import { requireAdministrator } from "./storage-use";

/**
 * Sets what a person's files may take from now on. What is there stays, however much it is.
 * @throws AppError `forbidden`, `not_found`
 */
export async function setStorageLimit(ctx: Context, input: StorageLimitInput & { userId: string }): Promise<void> {
  requireAdministrator(ctx);
  const { userId, limit } = input;
  const ownLimit = limit !== "standard";
  const limitBytes = ownLimit && limit !== "none" ? BigInt(limit) : null;
  await inTransaction(ctx, async (tx) => {
    if (!(await tx.db.user.findUnique({ where: { id: userId }, select: { id: true } }))) {
      throw new AppError("not_found", "There is no such person.", { field: "id" });
    }
    const before = await tx.db.storageAllowance.findUnique({ where: { userId } });
    await tx.db.storageAllowance.upsert({
      where: { userId },
      create: { userId, ownLimit, limitBytes },
      update: { ownLimit, limitBytes },
    });
    await tx.db.auditEvent.create({
      data: {
        ...{ at: tx.now, action: "person.storage_limit_set", targetId: userId },
        actorId: "userId" in ctx.actor ? ctx.actor.userId : null,
        details: { from: toText(before), to: toText({ ownLimit, limitBytes }) },
      },
    });
  });
}

function toText(row: { ownLimit: boolean; limitBytes: bigint | null } | null): string {
  if (!row?.ownLimit) return "standard";
  return row.limitBytes === null ? "none" : String(row.limitBytes);
}
