import type { Context } from "@/lib/db";
import type { CallState } from "@/lib/creations/schema";
import type { VideoBody } from "./plan-video";

/** What a clip's job looks up before it decides what to do. */
export interface VideoCall {
  userId: string;
  state: CallState;
  body: VideoBody;
  chargeId: string;
  providerId: string | null;
  submittedAt: Date | null;
}

export async function findVideoCall(ctx: Context, id: string): Promise<VideoCall | undefined> {
  const row = await ctx.db.creationCall.findUnique({
    where: { id },
    select: { userId: true, state: true, body: true, chargeId: true, providerId: true, submittedAt: true },
  });
  return row ? { ...row, body: row.body as unknown as VideoBody } : undefined;
}
