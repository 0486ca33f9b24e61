import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { storage, withinRoom } from "@/lib/storage";
import { boundedBody } from "./bounded-body";
import { drawPicture } from "./draw-picture";
import { requireDigest } from "./digest";
import { keepFiles } from "./keep-files";
import { requirePerson } from "./rows";
import type { Asset } from "./schema";

export interface Upload {
  /** as the person calls it */
  name: string;
  body: ReadableStream<Uint8Array>;
  /** SHA-256 in hexadecimal of what was sent, where the sender says it */
  sha256?: string;
  /** where the sender says it, and something sees to it that it is true */
  sizeBytes?: number | undefined;
}

/**
 * Keeps a picture of the acting person: made anew from its pixels, with a thumbnail. It waits on the disk for its turn
 * to be decoded, so that many at once take no memory.
 * @throws AppError `quota_exceeded` (`storage_full`), `too_large` (`file_size`, `picture_pixels`), `unsupported` (`not_picture`, `picture_format`),
 *   `invalid_input` (`empty_file`, `picture_damaged`, `broken_off`, `checksum`), `rate_limited`, `unavailable` (`disk_full`)
 */
export async function createPicture(ctx: Context, { name, body, sha256, sizeBytes }: Upload): Promise<Asset> {
  const userId = requirePerson(ctx);
  const maxBytes = env().UPLOAD_PICTURE_BYTES;
  return withinRoom(ctx, { userId, sizeBytes, maxBytes }, () =>
    keepFiles(ctx, async (files) => {
      const sent = await files.write(boundedBody(body, { maxBytes }), { sizeBytes });
      requireDigest(sent.sha256, sha256);
      return drawPicture(files, { userId, name, bytes: async () => readWhole(sent.key) });
    }),
  );
}

/** A kept file in memory: pictures, whose size is bounded. */
export async function readWhole(key: string): Promise<Buffer> {
  const { stream, sizeBytes } = await storage().open(key);
  const bytes = Buffer.allocUnsafe(sizeBytes);
  let offset = 0;
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
