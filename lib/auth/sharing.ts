import { AppError } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { SharingInput } from "./schema";

const key = "sharing";

/** Whether links may be made and followed. They may unless an administrator has switched it off. */
export async function sharingEnabled(ctx: Context): Promise<boolean> {
  const row = await ctx.db.setting.findUnique({ where: { key }, select: { value: true } });
  return SharingInput.safeParse(row?.value).data?.enabled ?? true;
}

/**
 * The administrator's switch. Off, every link there is leads nowhere from the next request on; on again, they lead
 * where they did.
 * @throws AppError `forbidden`
 */
export async function switchSharing(ctx: Context, { enabled }: SharingInput): Promise<void> {
  const { actor } = ctx;
  if (actor.type !== "user" || actor.role !== "admin") {
    throw new AppError("forbidden", "Only administrators may do this.");
  }
  await inTransaction(ctx, async (tx) => {
    const value = { enabled };
    await tx.db.setting.upsert({
      where: { key },
      create: { key, value, updatedAt: tx.now },
      update: { value, updatedAt: tx.now },
    });
    await tx.db.auditEvent.create({
      data: { action: "sharing.switched", details: value, actorId: actor.userId, at: tx.now },
    });
  });
}
