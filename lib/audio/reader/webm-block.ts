import { numberIn } from "./ebml";
import { AudioFailure } from "./failure";

/** Two bytes of its time and one that says how its packets follow each other. */
const HEAD_BYTES = 3;

/**
 * The packets of a block, behind the number of its track: one, or several whose lengths stand before them.
 * @see RFC 9559, 10.3
 */
export function packetsOf(block: Buffer): Buffer[] {
  if (block.length < HEAD_BYTES) throw new AudioFailure("audio_damaged");
  const lacing = (block[2]! >> 1) & 3;
  if (lacing === 0) return [block.subarray(HEAD_BYTES)];
  const count = (block[HEAD_BYTES] ?? 0) + 1;
  const content = block.subarray(HEAD_BYTES + 1);
  if (lacing === 2) return apart(content, Array<number>(count - 1).fill(Math.floor(content.length / count)));
  const { lengths, at } = lacing === 1 ? plainLengths(content, count) : steppedLengths(content, count);
  return apart(content.subarray(at), lengths);
}

interface Lengths {
  /** of all but the last */
  lengths: number[];
  /** where the first begins */
  at: number;
}

/** Each the sum of bytes up to one that is not full. */
function plainLengths(content: Buffer, count: number): Lengths {
  const lengths: number[] = [];
  let at = 0;
  while (lengths.length < count - 1) {
    let length = 0;
    let byte = 255;
    while (byte === 255) {
      byte = content[at++] ?? 0;
      length += byte;
    }
    lengths.push(length);
  }
  return { lengths, at };
}

/** The first as it is, the others by what they differ from the one before. */
function steppedLengths(content: Buffer, count: number): Lengths {
  const lengths: number[] = [];
  let at = 0;
  while (lengths.length < count - 1) {
    const number = numberIn(content.subarray(at));
    if (!number) throw new AudioFailure("audio_damaged");
    at += number.length;
    const before = lengths.at(-1);
    lengths.push(before === undefined ? number.value : before + number.value - (2 ** (7 * number.length - 1) - 1));
  }
  return { lengths, at };
}

function apart(content: Buffer, lengths: readonly number[]): Buffer[] {
  const packets: Buffer[] = [];
  let at = 0;
  for (const length of lengths) {
    if (length < 0 || at + length > content.length) throw new AudioFailure("audio_damaged");
    packets.push(content.subarray(at, at + length));
    at += length;
  }
  return [...packets, content.subarray(at)];
}
