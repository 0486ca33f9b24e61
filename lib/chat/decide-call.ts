import { AppError } from "@/lib/core";
import { publish, type Context } from "@/lib/db";
import { holding } from "./holding";
import { requirePerson } from "./person";

export interface DecideCallInput {
  generationId: string;
  callId: string;
  allow: boolean;
}

/**
 * Allows or refuses a call of a tool that asks first, in whichever process its answer is made. The first decision
 * counts.
 * @throws AppError `not_found`; `conflict` with reason `not_asking` where nobody waits for it any more
 */
export async function decideCall(ctx: Context, { generationId, callId, allow }: DecideCallInput): Promise<void> {
  const userId = requirePerson(ctx);
  const live = holding().live.get(generationId);
  if (live && live.start.userId === userId) {
    if (live.decide(callId, allow)) return;
    throw notAsking();
  }
  const generation = await ctx.db.generation.findFirst({
    where: { id: generationId, userId },
    select: { state: true },
  });
  if (!generation) throw new AppError("not_found", "This answer does not exist, or no longer.");
  if (generation.state !== "streaming") throw notAsking();
  await ctx.db.$executeRaw`
    insert into tool_consents (generation_id, call_id, allowed) values (${generationId}, ${callId}, ${allow})
    on conflict do nothing`;
  await publish("chat-consent", generationId, ctx.db);
}

function notAsking(): AppError {
  return new AppError("conflict", "This call no longer waits for a decision.", { reason: "not_asking" });
}
