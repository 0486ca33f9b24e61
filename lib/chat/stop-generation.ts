import { AppError } from "@/lib/core";
import { publish, type Context } from "@/lib/db";
import { holding } from "./holding";
import { requirePerson } from "./person";

/**
 * Ends an answer: whichever process makes it closes the provider's call, keeps what has come and saves it. Stopping an
 * answer that is over changes nothing.
 * @throws AppError `not_found`
 */
export async function stopGeneration(ctx: Context, { generationId }: { generationId: string }): Promise<void> {
  const userId = requirePerson(ctx);
  const live = holding().live.get(generationId);
  if (live && live.start.userId === userId) {
    live.stop("stop");
    return;
  }
  const { count } = await ctx.db.generation.updateMany({
    where: { id: generationId, userId, state: "streaming", stopRequestedAt: null },
    data: { stopRequestedAt: ctx.now },
  });
  if (count > 0) {
    await publish("chat-stop", generationId, ctx.db);
    return;
  }
  const known = await ctx.db.generation.count({ where: { id: generationId, userId } });
  if (known === 0) throw new AppError("not_found", "This answer does not exist, or no longer.");
}
