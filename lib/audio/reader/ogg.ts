import { FLACDecoder } from "@wasm-audio-decoders/flac";
import { OggVorbisDecoder } from "@wasm-audio-decoders/ogg-vorbis";
import type { ByteQueue } from "./byte-queue";
import { decodedBy } from "./decoded-by";
import { AudioFailure } from "./failure";
import { oggPackets } from "./ogg-packets";
import { openOpus, type OpusPacket } from "./opus";
import type { Sound } from "./sound";

/** An Ogg file: Opus, Vorbis or FLAC by the beginning of its first packet. */
export async function openOgg(bytes: ByteQueue): Promise<Sound | undefined> {
  await bytes.fill(27 + 1 + 51);
  if (bytes.peek(4).toString("latin1") !== "OggS") return undefined;
  const packet = bytes.peek(51, 27 + (bytes.peek(1, 26)[0] ?? 0));
  const begins = (mark: string) => packet.toString("latin1", 0, mark.length) === mark;
  const mediaType = "audio/ogg";
  if (begins("OpusHead")) return openOpus(packet, opusPackets(bytes), { mediaType });
  if (begins("\x01vorbis") && packet.length >= 16) {
    const facts = { channels: packet[11]!, sampleRate: packet.readUInt32LE(12) };
    return { mediaType, codec: "vorbis", ...facts, samples: decodedBy(new OggVorbisDecoder(), bytes, facts) };
  }
  // Behind the mark, two numbers and the mark of the codec itself stands the header of a block.
  if (begins("\x7fFLAC") && packet.length >= 13 + 4 + 18) {
    const facts = flacFacts(packet.subarray(17));
    return { mediaType, codec: "flac", ...facts, samples: decodedBy(new FLACDecoder(), bytes, facts) };
  }
  throw new AudioFailure("audio_codec");
}

/** Those with sound: two with words stand before them. The last page may end in the middle of a packet. */
async function* opusPackets(bytes: ByteQueue): AsyncGenerator<OpusPacket> {
  let before = 0;
  for await (const { bytes: packet, position, isLast } of oggPackets(bytes)) {
    if (before++ >= 2) yield { bytes: packet, end: isLast ? position : undefined };
  }
}

/** What the first block of FLAC says. @see RFC 9639, 8.2 */
export function flacFacts(block: Buffer): { sampleRate: number; channels: number; claimed?: number } {
  const word = block.readUInt32BE(10);
  const claimed = (block[13]! & 15) * 2 ** 32 + block.readUInt32BE(14);
  return { sampleRate: word >>> 12, channels: ((word >>> 9) & 7) + 1, ...(claimed > 0 && { claimed }) };
}
