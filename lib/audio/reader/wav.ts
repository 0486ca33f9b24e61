import { limits } from "../limits";
import type { ByteQueue } from "./byte-queue";
import { AudioFailure } from "./failure";
import { readerOf, type SampleReader } from "./pcm-samples";
import type { Sound } from "./sound";

/** Frames of one piece. */
const PIECE = 16_384;
/** Programs that do not know the length yet write this or nothing; no file that is sent is so long. */
const OPEN_END = 0x7fff_0000;
/** Of a chunk that is read whole. */
const MAX_FORMAT_BYTES = 4_096;

interface Format {
  read: SampleReader;
  channels: number;
  sampleRate: number;
  frameBytes: number;
}

/** A WAV file: whole numbers of 8 to 32 bits, floating point, A-law or µ-law. */
export async function openWav(bytes: ByteQueue): Promise<Sound | undefined> {
  await bytes.fill(12);
  const head = bytes.peek(12).toString("latin1");
  if (!/^(RIFF|RF64)....WAVE$/s.test(head)) return undefined;
  await bytes.skip(12);
  let format: Format | undefined;
  for (;;) {
    if (!(await bytes.fill(8))) throw new AudioFailure("audio_damaged");
    const header = bytes.take(8);
    const type = header.toString("latin1", 0, 4);
    const size = header.readUInt32LE(4);
    if (type === "data") {
      if (!format) throw new AudioFailure("audio_damaged");
      return soundOf(bytes, format, size > 0 && size < OPEN_END ? size : undefined);
    }
    if (type === "fmt ") {
      if (size < 14 || size > MAX_FORMAT_BYTES || !(await bytes.fill(size))) throw new AudioFailure("audio_damaged");
      format = formatOf(bytes.take(size));
      if (size % 2) await bytes.skip(1);
    } else if (!(await bytes.skip(size + (size % 2)))) throw new AudioFailure("audio_damaged");
  }
}

function formatOf(chunk: Buffer): Format {
  const channels = chunk.readUInt16LE(2);
  const sampleRate = chunk.readUInt32LE(4);
  const frameBytes = chunk.readUInt16LE(12);
  const bits = chunk.length >= 16 ? chunk.readUInt16LE(14) : 8;
  const tag = chunk.readUInt16LE(0);
  // The extensible form has the tag at the beginning of an identifier.
  const read = readerOf(tag === 0xfffe && chunk.length >= 26 ? chunk.readUInt16LE(24) : tag, bits);
  if (!read) throw new AudioFailure("audio_codec");
  if (channels < 1 || sampleRate === 0 || frameBytes !== channels * read.bytes) throw new AudioFailure("audio_damaged");
  if (channels > limits.channels) throw new AudioFailure("audio_format");
  return { read, channels, sampleRate, frameBytes };
}

function soundOf(bytes: ByteQueue, format: Format, size: number | undefined): Sound {
  const { channels, sampleRate, frameBytes } = format;
  const claimed = size === undefined ? undefined : Math.floor(size / frameBytes);
  const samples = samplesOf(bytes, format, claimed ?? Infinity);
  return { mediaType: "audio/wav", codec: "pcm", channels, sampleRate, claimed, samples };
}

async function* samplesOf(bytes: ByteQueue, { read, channels, frameBytes }: Format, claimed: number) {
  let left = claimed;
  while (left > 0 && (await bytes.fill(frameBytes))) {
    const frames = Math.min(PIECE, left, Math.floor(bytes.length / frameBytes));
    const piece = bytes.take(frames * frameBytes);
    left -= frames;
    yield Array.from({ length: channels }, (_, channel) => {
      const samples = new Float32Array(frames);
      for (let frame = 0; frame < frames; frame++) {
        samples[frame] = read.at(piece, frame * frameBytes + channel * read.bytes);
      }
      return samples;
    });
  }
}
