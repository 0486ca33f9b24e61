import { AppError } from "@/lib/core";
import { inTransaction, publish, type Context } from "@/lib/db";
import { forgetCatalogue, MODELS_CHANNEL } from "./catalogue";
import { requireAdministrator } from "./list-models";
import type { SetHiddenInput } from "./schema";

/**
 * Takes a model out of use for everyone, or brings it back. Answers under way go on.
 * @throws AppError `forbidden`, `not_found`
 */
export async function setHidden(ctx: Context, { id, hidden }: SetHiddenInput): Promise<void> {
  requireAdministrator(ctx);
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.model.updateMany({ where: { id, hidden: !hidden }, data: { hidden } });
    if (!count) {
      if (await tx.db.model.findUnique({ where: { id }, select: { id: true } })) return;
      throw new AppError("not_found", "There is no such model.", { field: "id" });
    }
    const actorId = "userId" in ctx.actor ? ctx.actor.userId : null;
    await tx.db.auditEvent.create({
      data: { at: tx.now, actorId, action: hidden ? "model.hidden" : "model.shown", targetId: id },
    });
    await publish(MODELS_CHANNEL, id, tx.db);
  });
  forgetCatalogue();
}
