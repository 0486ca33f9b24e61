import type { Context } from "@/lib/db";
import { storage } from "@/lib/storage";
import { noSpeech } from "./person";

/** The sound of a sample: everybody's, and the same for ever. @throws AppError `not_found` */
export async function serveSample(ctx: Context, { id, headers }: { id: string; headers: Headers }): Promise<Response> {
  const sample = await ctx.db.voiceSample.findUnique({ where: { id } });
  if (sample?.key == null) throw noSpeech();
  const { sizeBytes, key, mediaType } = sample;
  const common = {
    "content-type": mediaType,
    "accept-ranges": "bytes",
    "cache-control": "private, max-age=86400",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
  };
  const [, from, to] = /^bytes=(\d{1,10})-(\d{0,10})$/.exec(headers.get("range") ?? "") ?? [];
  if (from === undefined) {
    const { stream } = await storage().open(key);
    return new Response(stream, { headers: { ...common, "content-length": String(sizeBytes) } });
  }
  const start = Number(from);
  const end = Math.min(to ? Number(to) : Infinity, sizeBytes - 1);
  if (start > end) return new Response(null, { status: 416, headers: { "content-range": `bytes */${sizeBytes}` } });
  const { stream } = await storage().open(key, { start, end });
  const part = { "content-length": String(end + 1 - start), "content-range": `bytes ${start}-${end}/${sizeBytes}` };
  return new Response(stream, { status: 206, headers: { ...common, ...part } });
}
