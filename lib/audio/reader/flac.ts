import { FLACDecoder } from "@wasm-audio-decoders/flac";
import type { ByteQueue } from "./byte-queue";
import { decodedBy } from "./decoded-by";
import { AudioFailure } from "./failure";
import { flacFacts } from "./ogg";
import type { Sound } from "./sound";

const STREAM_INFO_BYTES = 34;

/** A FLAC file. The decoder gets its first block and its frames, not the words and pictures between them. */
export async function openFlac(bytes: ByteQueue): Promise<Sound | undefined> {
  await bytes.fill(8 + STREAM_INFO_BYTES);
  if (bytes.peek(4).toString("latin1") !== "fLaC") return undefined;
  if (bytes.length < 8 + STREAM_INFO_BYTES || (bytes.peek(1, 4)[0]! & 127) !== 0)
    throw new AudioFailure("audio_damaged");
  const head = Buffer.from(bytes.take(8 + STREAM_INFO_BYTES));
  let isLast = head[4]! >= 128;
  head[4] = 128;
  while (!isLast) {
    if (!(await bytes.fill(4))) throw new AudioFailure("audio_damaged");
    const block = bytes.take(4).readUInt32BE(0);
    isLast = block >= 2 ** 31;
    if (!(await bytes.skip(block % 2 ** 24))) throw new AudioFailure("audio_damaged");
  }
  const facts = flacFacts(head.subarray(8));
  const samples = decodedBy(new FLACDecoder(), bytes, { ...facts, head });
  return { mediaType: "audio/flac", codec: "flac", ...facts, samples };
}
