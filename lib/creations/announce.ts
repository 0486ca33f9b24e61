import { publish, type SqlContext } from "@/lib/db";

export const CHANNEL = "creations";

interface Changed {
  userId: string;
  creationId: string;
}

/** Tells every process that something about a creation is new; within a transaction after its commit. */
export function announce(ctx: SqlContext, { userId, creationId }: Changed): Promise<void> {
  return publish(CHANNEL, `${userId} ${creationId}`, ctx.db);
}

export function readAnnouncement(payload: string): Changed {
  const [userId = "", creationId = ""] = payload.split(" ");
  return { userId, creationId };
}
