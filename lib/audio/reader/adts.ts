import type { AudioFacts } from "../schema";
import type { ByteQueue } from "./byte-queue";
import { AudioFailure } from "./failure";

const HEADER_BYTES = 7;
const BLOCK_SAMPLES = 1_024;
const rates = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

interface Frame {
  /** what all frames of a file have in common */
  family: number;
  bytes: number;
  samples: number;
  sampleRate: number;
  channels: number;
}

/**
 * The facts of AAC without a file around it: a chain of frames. Nothing here decodes it.
 * @returns undefined where two of its frames do not follow each other
 * @see ISO/IEC 13818-7, 6.2
 */
export async function readAdts(bytes: ByteQueue): Promise<AudioFacts | undefined> {
  const first = await nextFrame(bytes);
  if (!first || !(await isFollowed(bytes, first))) return undefined;
  const { sampleRate, channels, family } = first;
  let samples = 0;
  for (let frame: Frame | undefined = first; frame; frame = await nextFrame(bytes)) {
    if (frame.family !== family || !(await bytes.skip(frame.bytes))) throw new AudioFailure("audio_damaged");
    samples += frame.samples;
  }
  // An old kind of note about the title may stand at the end, and nothing else.
  if (bytes.length > 0 && bytes.peek(3).toString("latin1") !== "TAG") throw new AudioFailure("audio_damaged");
  const durationMs = Math.round((samples / sampleRate) * 1000);
  return { mediaType: "audio/aac", codec: "aac", durationMs, sampleRate, channels };
}

async function nextFrame(bytes: ByteQueue): Promise<Frame | undefined> {
  return (await bytes.fill(HEADER_BYTES)) ? frameOf(bytes.peek(HEADER_BYTES)) : undefined;
}

async function isFollowed(bytes: ByteQueue, { bytes: size, family }: Frame): Promise<boolean> {
  if (!(await bytes.fill(size + HEADER_BYTES))) return bytes.length === size;
  return frameOf(bytes.peek(HEADER_BYTES, size))?.family === family;
}

function frameOf(head: Buffer): Frame | undefined {
  const word = head.readUInt32BE(0);
  // Twelve bits set, and a layer of zero, which tells it from MP3.
  if (word >>> 20 !== 0xfff || ((word >>> 17) & 3) !== 0) return undefined;
  const sampleRate = rates[(word >>> 10) & 15];
  const bytes = ((word & 3) << 11) | (head[4]! << 3) | (head[5]! >> 5);
  if (sampleRate === undefined || bytes < HEADER_BYTES) return undefined;
  const configured = (word >>> 6) & 7;
  // Eight channels are the seventh arrangement; none: the first frame says it itself.
  const channels = configured === 7 ? 8 : configured || 2;
  return { family: word >>> 6, bytes, samples: ((head[6]! & 3) + 1) * BLOCK_SAMPLES, sampleRate, channels };
}
