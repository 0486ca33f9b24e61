import { MPEGDecoder } from "mpg123-decoder";
import { limits } from "../limits";
import type { ByteQueue } from "./byte-queue";
import { AudioFailure } from "./failure";
import { mp3Frame, type Mp3Frame } from "./mp3-frame";
import type { Sound } from "./sound";

/** How far into a file without a tag its first frame may begin. */
const LEADING_BYTES = 4_096;
const BATCH_BYTES = 16 * 1024;

/** An MP3 file. What stands between its frames is left out, so that the decoder sees nothing else. */
export async function openMp3(bytes: ByteQueue): Promise<Sound | undefined> {
  const isTagged = await skipTags(bytes);
  const first = await findFrame(bytes, isTagged ? limits.strayBytes : LEADING_BYTES);
  if (!first) {
    if (isTagged) throw new AudioFailure("audio_damaged");
    return undefined;
  }
  const claimed = await claimOf(bytes, first);
  const { sampleRate, channels } = first;
  return { mediaType: "audio/mpeg", codec: "mp3", sampleRate, channels, claimed, samples: samplesOf(bytes, first) };
}

/** Words and pictures before the sound. @see ID3v2 */
async function skipTags(bytes: ByteQueue): Promise<boolean> {
  for (let found = false; ; found = true) {
    if (!(await bytes.fill(10)) || bytes.peek(3).toString("latin1") !== "ID3") return found;
    const head = bytes.take(10);
    const size = head.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 127), 0);
    const footer = head[5]! & 0x10 ? 10 : 0;
    if (!(await bytes.skip(size + footer))) throw new AudioFailure("audio_damaged");
  }
}

/**
 * Goes to the next frame that another follows, or the end.
 * @param family of the frames before it
 */
async function findFrame(bytes: ByteQueue, within: number, family?: number): Promise<Mp3Frame | undefined> {
  for (let passed = 0; passed <= within; passed++) {
    if (!(await bytes.fill(4))) return undefined;
    const frame = mp3Frame(bytes.peek(4).readUInt32BE(0));
    if (frame && (family === undefined || frame.family === family) && (await isFollowed(bytes, frame))) return frame;
    bytes.take(1);
  }
  return undefined;
}

async function isFollowed(bytes: ByteQueue, frame: Mp3Frame): Promise<boolean> {
  if (!(await bytes.fill(frame.bytes + 4))) return bytes.length >= frame.bytes;
  return mp3Frame(bytes.peek(4, frame.bytes).readUInt32BE(0))?.family === frame.family;
}

/** How many frames there are, where the encoder noted it. */
async function claimOf(bytes: ByteQueue, { bytes: size, notesAt, samples }: Mp3Frame): Promise<number | undefined> {
  await bytes.fill(size);
  const notes = bytes.peek(12, notesAt);
  if (notes.length < 12 || !/^(Xing|Info)$/.test(notes.toString("latin1", 0, 4))) return undefined;
  return notes[7]! & 1 ? notes.readUInt32BE(8) * samples : undefined;
}

async function* samplesOf(bytes: ByteQueue, { family, channels }: Mp3Frame): AsyncGenerator<Float32Array[]> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  let batch: Buffer[] = [];
  let size = 0;
  for await (const frame of framesOf(bytes, family)) {
    batch.push(frame);
    size += frame.length;
    if (size < BATCH_BYTES) continue;
    yield decoder.decode(Buffer.concat(batch)).channelData.slice(0, channels);
    batch = [];
    size = 0;
  }
  if (size > 0) yield decoder.decode(Buffer.concat(batch)).channelData.slice(0, channels);
  decoder.free();
}

async function* framesOf(bytes: ByteQueue, family: number): AsyncGenerator<Buffer> {
  let stray = 0;
  while (bytes.length >= 4 || (await bytes.fill(4))) {
    const frame = mp3Frame(bytes.peek(4).readUInt32BE(0));
    if (frame?.family === family) {
      if (bytes.length < frame.bytes && !(await bytes.fill(frame.bytes))) return;
      yield bytes.take(frame.bytes);
    } else {
      const before = bytes.passed;
      if (!(await findFrame(bytes, limits.strayBytes, family))) return;
      stray += bytes.passed - before;
      if (stray > limits.strayBytes) throw new AudioFailure("audio_damaged");
    }
  }
}
