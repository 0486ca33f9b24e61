import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { eventResponse } from "./event-response";
import { toFrame } from "./event-log";
import { holding } from "./holding";
import { listen } from "./keep-checkpoints";
import { requirePerson } from "./person";
import type { Followable } from "./read-log";
import { RemoteGeneration } from "./remote-generation";
import type { StartedGeneration } from "./start-generation";
import { watchSession } from "@/lib/auth";

export interface FollowGenerationInput {
  generationId: string;
  /** the position up to which the reader has everything; absent: it has nothing and begins with a snapshot */
  after?: number | undefined;
  /** told first, to whoever started it */
  started?: StartedGeneration;
}

/** A generation to read from a position on. */
export interface FollowedGeneration {
  /** as server-sent events; also written directly by a transport that knows `directBodies` */
  toResponse(): Response;
}

/**
 * Finds a generation of the person's own, wherever it is made, over or not. Leaving it does not touch it.
 * Whoever is signed out meanwhile is cut off; the answer goes on.
 * @throws AppError `not_found`
 */
export async function followGeneration(ctx: Context, input: FollowGenerationInput): Promise<FollowedGeneration> {
  const userId = requirePerson(ctx);
  const live = holding().live.get(input.generationId);
  const source: Followable =
    live && live.start.userId === userId && live.cause !== "deleted"
      ? live
      : await openRemote(ctx, userId, input.generationId);
  const { actor } = ctx;
  const watch = actor.type === "user" ? (cut: () => void) => watchSession(actor.sessionId, cut) : undefined;
  const before = input.started && toFrame({ type: "started", ...input.started }, 0);
  return {
    toResponse: () => eventResponse(source, { after: input.after, ...(before !== undefined && { before }), watch }),
  };
}

async function openRemote(ctx: Context, userId: string, id: string): Promise<RemoteGeneration> {
  const row = await ctx.db.generation.findFirst({
    where: { id, userId, message: { conversation: { deletedAt: null } } },
    select: { messageId: true, conversationId: true },
  });
  if (!row) throw new AppError("not_found", "This answer does not exist, or no longer.");
  listen();
  const { remote } = holding();
  let opened = remote.get(id);
  if (!opened || opened.log.ended)
    remote.set(id, (opened = new RemoteGeneration(id, row.messageId, row.conversationId)));
  try {
    await opened.open();
  } catch (error) {
    opened.close();
    throw error;
  }
  return opened;
}
