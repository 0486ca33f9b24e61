import { createDecoder, isOpusError } from "libopus-wasm";
import { AudioFailure } from "./failure";
import type { Sound } from "./sound";

/** Whatever it was made from, Opus counts at this rate. */
const RATE = 48_000;
/** Samples of each channel that are handed on together. */
const PIECE = 48_000;

export interface OpusPacket {
  bytes: Buffer;
  /** where the whole ends, which may be in the middle of it: samples since the beginning */
  end?: number | undefined;
  /** samples at its end that are no sound any more */
  surplus?: number;
}

/**
 * Opus in its first and only common arrangement: one channel or two.
 * @param head what an encoder says of itself, as files of every kind carry it
 * @see RFC 7845, 5.1
 */
export function openOpus(
  head: Buffer,
  packets: AsyncIterable<OpusPacket>,
  { mediaType, claimed }: { mediaType: string; claimed?: number | undefined },
): Sound {
  const channels = head[9] ?? 0;
  if (head.length < 19) throw new AudioFailure("audio_damaged");
  if (head[18] !== 0 || (channels !== 1 && channels !== 2)) throw new AudioFailure("audio_codec");
  const samples = samplesOf(packets, channels, head.readUInt16LE(10));
  return { mediaType, codec: "opus", sampleRate: RATE, channels, claimed, samples };
}

async function* samplesOf(
  packets: AsyncIterable<OpusPacket>,
  channels: 1 | 2,
  preSkip: number,
): AsyncGenerator<Float32Array[]> {
  const decoder = await createDecoder({ channels, sampleRate: RATE });
  /** samples so far, with those that only set the decoder going */
  let made = 0;
  let piece: Float32Array[] = [];
  let size = 0;
  for await (const { bytes, end = Infinity, surplus = 0 } of packets) {
    if (bytes.length === 0) continue;
    const sound = decode(bytes);
    const length = sound.length / channels;
    const from = Math.min(length, Math.max(0, preSkip - made));
    const to = Math.max(from, Math.min(length - surplus, end - made));
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
