import type { ByteQueue } from "./byte-queue";
import { encodeMp3 } from "./encode-mp3";
import { encodeOpus } from "./encode-opus";

const PIECE_BYTES = 32 * 1024;

/** Samples of 16 bits as a file of a format that takes less room. */
export function encode(
  bytes: ByteQueue,
  { format, rate, samples: count }: { format: "mp3" | "opus"; rate: number; samples: number },
): AsyncGenerator<Uint8Array> {
  const samples = samplesOf(bytes);
  return format === "mp3" ? encodeMp3(samples, { rate, count }) : encodeOpus(samples, rate);
}

async function* samplesOf(bytes: ByteQueue): AsyncGenerator<Int16Array> {
  while (await bytes.fill(2)) {
    const piece = bytes.take(Math.min(PIECE_BYTES, bytes.length - (bytes.length % 2)));
    const samples = new Int16Array(piece.length / 2);
    new Uint8Array(samples.buffer).set(piece);
    yield samples;
  }
}
