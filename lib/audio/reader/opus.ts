import { createDecoder, isOpusError } from "libopus-wasm";
import type { ByteQueue } from "./byte-queue";
import { AudioFailure } from "./failure";
import { oggPackets } from "./ogg-packets";
import type { Sound } from "./sound";

/** Whatever it was made from, Opus counts at this rate. */
const RATE = 48_000;
/** Samples of each channel that are handed on together. */
const PIECE = 48_000;

/** Opus in Ogg, in its first and only common arrangement: one channel or two. @see RFC 7845 */
export function openOpus(bytes: ByteQueue, head: Buffer): Sound {
  const channels = head[9] ?? 0;
  if (head.length < 19) throw new AudioFailure("audio_damaged");
  if (head[18] !== 0 || (channels !== 1 && channels !== 2)) throw new AudioFailure("audio_codec");
  const samples = samplesOf(bytes, channels, head.readUInt16LE(10));
  return { mediaType: "audio/ogg", codec: "opus", sampleRate: RATE, channels, samples };
}

async function* samplesOf(bytes: ByteQueue, channels: 1 | 2, preSkip: number): AsyncGenerator<Float32Array[]> {
  const decoder = await createDecoder({ channels, sampleRate: RATE });
  let packets = 0;
  /** samples so far, with those that only set the decoder going */
  let made = 0;
  let piece: Float32Array[] = [];
  let size = 0;
  for await (const { bytes: packet, position, isLast } of oggPackets(bytes)) {
    // Two packets of words.
    if (packets++ < 2 || packet.length === 0) continue;
    const sound = decode(packet);
    const length = sound.length / channels;
    const from = Math.min(length, Math.max(0, preSkip - made));
    // The last page may end in the middle of a packet.
    const to = isLast && position !== undefined ? Math.min(length, Math.max(from, position - made)) : length;
    made += length;
    piece.push(sound.subarray(from * channels, to * channels));
    size += to - from;
    if (size < PIECE) continue;
    yield apart(piece, size, channels);
    piece = [];
    size = 0;
  }
  if (size > 0) yield apart(piece, size, channels);
  decoder.free();

  /** A damaged packet is as long as the one before, and silent. */
  function decode(packet: Buffer): Float32Array {
    try {
      return decoder.decodeFloat(packet);
    } catch (error) {
      if (!isOpusError(error)) throw error;
      return decoder.decodePacketLossFloat(960);
    }
  }
}

function apart(pieces: readonly Float32Array[], size: number, channels: number): Float32Array[] {
  const lists = Array.from({ length: channels }, () => new Float32Array(size));
  let frame = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += channels, frame++) {
      for (let channel = 0; channel < channels; channel++) lists[channel]![frame] = piece[at + channel]!;
    }
  }
  return lists;
}
