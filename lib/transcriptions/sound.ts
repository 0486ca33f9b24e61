import { Readable } from "node:stream";
import type { AudioSource } from "@/lib/audio";
import type { Context } from "@/lib/db";
import { openAsset } from "@/lib/media";

/** What models of speech listen to: samples a second, one channel, 16 bits. */
export const SAMPLE_RATE = 16_000;

/** Opened anew each time it is read. */
export function soundOf(ctx: Context, assetId: string): AudioSource {
  return async () => {
    const { stream } = await openAsset(ctx, assetId);
    return Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]);
  };
}
