import type { ByteQueue } from "./byte-queue";
import { AudioFailure } from "./failure";

export interface OggPacket {
  bytes: Buffer;
  /** where the page stands that it ends on: samples since the beginning; undefined unless it is the page's last */
  position?: number | undefined;
  /** the last of its stream */
  isLast: boolean;
}

/** Longer packets than any encoder of sound makes. */
const MAX_PACKET_BYTES = 128 * 1024;

/**
 * The packets of the first stream in an Ogg file. Others beside it are left out; at one behind it the reading ends.
 * @see RFC 3533
 */
export async function* oggPackets(bytes: ByteQueue): AsyncGenerator<OggPacket> {
  let serial: number | undefined;
  let begun: Buffer[] = [];
  for (;;) {
    if (!(await bytes.fill(27))) return;
    const header = bytes.peek(27);
    if (header.toString("latin1", 0, 4) !== "OggS") throw new AudioFailure("audio_damaged");
    const flags = header[5]!;
    const position = Number(header.readBigInt64LE(6));
    const stream = header.readUInt32LE(14);
    const count = header[26]!;
    if (!(await bytes.fill(27 + count))) return;
    const lengths = [...bytes.peek(count, 27)];
    const size = lengths.reduce((sum, length) => sum + length, 0);
    // A page that broke off holds nothing that could be trusted.
    if (!(await bytes.fill(27 + count + size))) return;
    await bytes.skip(27 + count);
    const body = Buffer.from(bytes.take(size));
    if (serial === undefined) serial = stream;
    else if (serial !== stream) {
      if (flags & 2) return;
      continue;
    }
    if (!(flags & 1)) begun = [];
    const packets = [...packetsOf(body, lengths, begun)];
    for (const [index, packet] of packets.entries()) {
      const isEnd = index === packets.length - 1;
      yield {
        bytes: packet,
        position: isEnd && position >= 0 ? position : undefined,
        isLast: isEnd && (flags & 4) !== 0,
      };
    }
    if (flags & 4) return;
  }
}

/** @param begun pieces of a packet that began on an earlier page; left with those of the one that goes on */
function* packetsOf(body: Buffer, lengths: readonly number[], begun: Buffer[]): Generator<Buffer> {
  let at = 0;
  for (const length of lengths) {
    begun.push(body.subarray(at, at + length));
    at += length;
    if (length === 255) {
      if (begun.length * 255 > MAX_PACKET_BYTES) throw new AudioFailure("audio_damaged");
      continue;
    }
    yield begun.length === 1 ? begun[0]! : Buffer.concat(begun);
    begun.length = 0;
  }
}
