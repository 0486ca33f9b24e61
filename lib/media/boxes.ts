/** A box of an MP4 file, without its header. @see ISO/IEC 14496-12, 4.2 */
export interface Box {
  type: string;
  /** of what is in it */
  start: number;
  end: number;
}

/**
 * The header of a box.
 * @param head its first 16 bytes, or 8 where no more are there
 * @param at where it begins
 * @param limit where what it stands in ends
 * @returns undefined where there is none, or it does not fit
 */
export function readBox(head: Buffer, at: number, limit: number): Box | undefined {
  if (head.byteLength < 8) return undefined;
  const type = head.toString("latin1", 4, 8);
  const short = head.readUInt32BE(0);
  // 0: to the end of the file; 1: the size stands behind the type, in 64 bits.
  const size = short === 0 ? limit - at : short === 1 ? longSize(head) : short;
  const header = short === 1 ? 16 : 8;
  if (size === undefined || size < header || at + size > limit) return undefined;
  return { type, start: at + header, end: at + size };
}

function longSize(head: Buffer): number | undefined {
  if (head.byteLength < 16) return undefined;
  const size = head.readBigUInt64BE(8);
  return size > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(size);
}

/**
 * The boxes in a piece of memory, one after the other.
 * @returns undefined where they do not fill it exactly
 */
export function boxesIn(bytes: Buffer): (Box & { bytes: Buffer })[] | undefined {
  const boxes: (Box & { bytes: Buffer })[] = [];
  for (let at = 0; at < bytes.byteLength;) {
    const box = readBox(bytes.subarray(at, at + 16), at, bytes.byteLength);
    if (!box) return undefined;
    boxes.push({ ...box, bytes: bytes.subarray(box.start, box.end) });
    at = box.end;
  }
  return boxes;
}
