import type { ByteQueue } from "./byte-queue";
import { elementsIn, floatOf, nextElement, numberIn, unsignedOf, type Element } from "./ebml";
import { AudioFailure } from "./failure";
import { openOpus, type OpusPacket } from "./opus";
import type { Sound } from "./sound";
import { packetsOf } from "./webm-block";

const RATE = 48_000;
/** Of what is read as a whole. */
const MAX_PART_BYTES = 1024 * 1024;

/** @see RFC 9559, 5.1 */
const ids = {
  header: 0x1a45dfa3,
  segment: 0x18538067,
  info: 0x1549a966,
  timeScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  track: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  codec: 0x86,
  codecHead: 0x63a2,
  encodings: 0x6d80,
  cluster: 0x1f43b675,
  group: 0xa0,
  block: 0xa1,
  simpleBlock: 0xa3,
  surplus: 0x75a2,
} as const;

/** These are gone into: what is in them follows as if it stood beside them, since their length may not be known. */
const opened = new Set<number>([ids.segment, ids.cluster, ids.group]);

/** Opus in WebM or Matroska, as browsers record it. */
export async function openWebm(bytes: ByteQueue): Promise<Sound | undefined> {
  if (!(await bytes.fill(4)) || bytes.peek(4).readUInt32BE(0) !== ids.header) return undefined;
  let claimed: number | undefined;
  let track: Track | undefined;
  for (let element = await nextElement(bytes); ; element = await nextElement(bytes)) {
    if (!element) throw new AudioFailure("audio_damaged");
    if (element.id === ids.cluster) break;
    if (element.id === ids.info) claimed = samplesClaimed(await wholePart(bytes, element));
    else if (element.id === ids.tracks) track = soundTrack(await wholePart(bytes, element));
    else await pass(bytes, element);
  }
  if (!track) throw new AudioFailure("audio_damaged");
  return openOpus(track.head, opusPackets(bytes, track.number), { mediaType: "audio/webm", claimed });
}

interface Track {
  number: number;
  head: Buffer;
}

/** The only track with sound that is looked at: the first. @throws AudioFailure for films, and other codecs than Opus */
function soundTrack(part: Buffer): Track {
  const tracks = [...elementsIn(part)]
    .filter(({ id }) => id === ids.track)
    .map(({ content }) => new Map([...elementsIn(content)].map(({ id, content: value }) => [id, value])));
  const typeOf = (track: Map<number, Buffer>) => unsignedOf(track.get(ids.trackType) ?? Buffer.alloc(0));
  const sound = tracks.find((track) => typeOf(track) === 2);
  if (!sound || tracks.some((track) => typeOf(track) === 1)) throw new AudioFailure("audio_format");
  const head = sound.get(ids.codecHead);
  const isOpus = sound.get(ids.codec)?.toString("latin1").replace(/\0+$/, "") === "A_OPUS";
  if (!isOpus || sound.has(ids.encodings) || head?.toString("latin1", 0, 8) !== "OpusHead") {
    throw new AudioFailure("audio_codec");
  }
  return { number: unsignedOf(sound.get(ids.trackNumber) ?? Buffer.alloc(0)), head: Buffer.from(head) };
}

/** Programs that write as they record do not say how long it will be. */
function samplesClaimed(part: Buffer): number | undefined {
  const found = new Map([...elementsIn(part)].map(({ id, content }) => [id, content]));
  const duration = floatOf(found.get(ids.duration) ?? Buffer.alloc(0));
  const scale = found.get(ids.timeScale);
  const seconds = (duration * (scale ? unsignedOf(scale) : 1_000_000)) / 1e9;
  return Number.isFinite(seconds) && seconds > 0 ? Math.floor(seconds * RATE) : undefined;
}

/** A packet waits for what stands behind it: the last one may be told there to be partly none. */
async function* opusPackets(bytes: ByteQueue, track: number): AsyncGenerator<OpusPacket> {
  let waiting: OpusPacket | undefined;
  for (let element = await nextElement(bytes); element; element = await nextElement(bytes)) {
    const { id, size = 0 } = element;
    if (id === ids.simpleBlock || id === ids.block) {
      if (size > MAX_PART_BYTES) throw new AudioFailure("audio_damaged");
      // One that broke off holds nothing that could be trusted.
      if (!(await bytes.fill(size))) break;
      const block = Buffer.from(bytes.take(size));
      const number = numberIn(block);
      if (!number) throw new AudioFailure("audio_damaged");
      if (number.value !== track) continue;
      for (const packet of packetsOf(block.subarray(number.length))) {
        if (waiting) yield waiting;
        waiting = { bytes: packet };
      }
    } else if (id === ids.surplus && size <= 8) {
      const surplus = samplesIn(await wholePart(bytes, element));
      if (waiting && surplus > 0) waiting.surplus = surplus;
    } else if (!(await pass(bytes, element))) break;
  }
  if (waiting) yield waiting;
}

/** Nanoseconds as samples. What is below zero says nothing about an end. */
function samplesIn(content: Buffer): number {
  if (content.length === 0 || content[0]! >= 128) return 0;
  return Math.min(RATE, Math.round((unsignedOf(content) / 1e9) * RATE));
}

async function wholePart(bytes: ByteQueue, { size }: Element): Promise<Buffer> {
  if (size === undefined || size > MAX_PART_BYTES || !(await bytes.fill(size))) throw new AudioFailure("audio_damaged");
  return Buffer.from(bytes.take(size));
}

/** @returns false where the file ends in it */
async function pass(bytes: ByteQueue, { id, size }: Element): Promise<boolean> {
  if (opened.has(id)) return true;
  if (size === undefined) throw new AudioFailure("audio_damaged");
  return bytes.skip(size);
}
