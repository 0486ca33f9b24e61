import { toneFrames, type Note } from "./score";
import tones from "./tones.json";

const FRAME_MS = 20;
/** Positions count at 48 kHz, whatever the sound was made from. */
const SAMPLES_PER_FRAME = 960;
const PACKETS_PER_PAGE = 50;
const PRE_SKIP = 312;
const SERIAL = 0x51110a;
const packets = tones.opus.map((packet) => Buffer.from(packet, "base64"));

/**
 * An Ogg file with Opus sound, put together from ready-made packets of 20 ms, a second a page.
 * @see RFC 3533 (Ogg), RFC 7845 (Opus in Ogg)
 */
export function* opus(notes: readonly Note[]): Generator<Buffer> {
  let sequence = 0;
  yield page([head()], { sequence: sequence++, position: 0, flags: 2 });
  yield page([tags()], { sequence: sequence++, position: 0, flags: 0 });
  const sounds = [...toneFrames(notes, FRAME_MS)];
  for (let start = 0; start < sounds.length; start += PACKETS_PER_PAGE) {
    const some = sounds.slice(start, start + PACKETS_PER_PAGE);
    const end = start + some.length;
    yield page(
      some.map((tone) => packets[tone]!),
      { sequence: sequence++, position: end * SAMPLES_PER_FRAME, flags: end === sounds.length ? 4 : 0 },
    );
  }
}

function head(): Buffer {
  const body = Buffer.alloc(19);
  body.write("OpusHead", 0, "latin1");
  body.set([1, 1], 8); // version, channels
  body.writeUInt16LE(PRE_SKIP, 10);
  body.writeUInt32LE(48_000, 12);
  return body;
}

function tags(): Buffer {
  const vendor = Buffer.from("simulator");
  const body = Buffer.alloc(8 + 4 + vendor.length + 4);
  body.write("OpusTags", 0, "latin1");
  body.writeUInt32LE(vendor.length, 8);
  vendor.copy(body, 12);
  return body;
}

/** Every packet is shorter than 255 bytes, so each takes one entry of the page's table. */
function page(
  content: readonly Buffer[],
  { sequence, position, flags }: { sequence: number; position: number; flags: number },
): Buffer {
  const header = Buffer.alloc(27 + content.length);
  header.write("OggS", 0, "latin1");
  header[5] = flags;
  header.writeBigUInt64LE(BigInt(position), 6);
  header.writeUInt32LE(SERIAL, 14);
  header.writeUInt32LE(sequence, 18);
  header[26] = content.length;
  content.forEach((packet, index) => (header[27 + index] = packet.length));
  const whole = Buffer.concat([header, ...content]);
  whole.writeUInt32LE(checksum(whole), 22);
  return whole;
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value;
});

/** CRC-32 as Ogg has it: not reflected, beginning with zero, the field itself zero while it is counted. */
function checksum(bytes: Buffer): number {
  let value = 0;
  for (const byte of bytes) value = (value << 8) ^ table[((value >>> 24) ^ byte) & 255]!;
  return value >>> 0;
}
