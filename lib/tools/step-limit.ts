import { AppError } from "@/lib/core";
import { inTransaction, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { isAdministrator } from "./access";
import { ToolStepsInput } from "./schema";

const key = "tools.steps";

/** How often one answer may ask its model: as an administrator has set it, otherwise as the installation is started. */
export async function readStepLimit(ctx: Context): Promise<{ steps: number; isSet: boolean; standard: number }> {
  const standard = env().CHAT_TOOL_STEPS;
  const row = await ctx.db.setting.findUnique({ where: { key }, select: { value: true } });
  const set = ToolStepsInput.safeParse(row?.value).data?.steps ?? null;
  return { steps: set ?? standard, isSet: set !== null, standard };
}

/**
 * Sets the limit for answers that begin from now on, or goes back to the installation's.
 * @throws AppError `forbidden`
 */
export async function setStepLimit(ctx: Context, { steps }: ToolStepsInput): Promise<void> {
  const { actor } = ctx;
  if (!isAdministrator(ctx)) throw new AppError("forbidden", "Only an administrator may do this.");
  await inTransaction(ctx, async (tx) => {
    const value = { steps };
    await tx.db.setting.upsert({
      where: { key },
      create: { key, value, updatedAt: tx.now },
      update: { value, updatedAt: tx.now },
    });
    await tx.db.auditEvent.create({
      data: { action: "tools.steps_set", details: value, actorId: "userId" in actor ? actor.userId : null, at: tx.now },
    });
  });
}
