import { storage } from "@/lib/storage";

/** Bytes of a kept file, from `start` on, at most `length` of them. */
export async function readBytes(key: string, start: number, length: number, sizeBytes: number): Promise<Buffer> {
  const end = Math.min(start + length, sizeBytes) - 1;
  if (end < start) return Buffer.alloc(0);
  const { stream } = await storage().open(key, { start, end });
  const bytes = Buffer.allocUnsafe(end + 1 - start);
  let offset = 0;
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes.subarray(0, offset);
}
