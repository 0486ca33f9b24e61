import { systemContext, type Context } from "@/lib/db";
import { serveAsset } from "@/lib/media";
import { noVoice } from "./person";
import { findVoice } from "./list-voices";

/**
 * The sample of a voice that the acting person may use, also of one that is shared with them, as an HTTP answer.
 * @throws AppError `not_found`
 */
export async function serveSample(
  ctx: Context,
  { id, headers, method }: { id: string; headers: Headers; method: string },
): Promise<Response> {
  await findVoice(ctx, id);
  const row = await ctx.db.voice.findUnique({ where: { id }, select: { sampleId: true } });
  if (!row || row.sampleId === null) throw noVoice();
  return serveAsset(systemContext(), { id: row.sampleId, headers, method });
}
