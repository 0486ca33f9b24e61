import { AppError } from "@/lib/core";

/**
 * A small body in memory. What is longer is refused while it arrives.
 * @throws AppError `too_large` (`audio_too_long`), `invalid_input` (`audio_empty`, `broken_off`)
 */
export async function readBody(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new AppError("invalid_input", "The recording broke off on its way.", {
      ...{ field: "body", reason: "broken_off", cause: error },
    });
  }
  if (size > maxBytes) throw tooLong();
  if (size === 0) throw new AppError("invalid_input", "This recording is empty.", { reason: "audio_empty" });
  return Buffer.concat(chunks);
}

export function tooLong(): AppError {
  return new AppError("too_large", "This recording is too long.", { field: "body", reason: "audio_too_long" });
}
