import type { ByteQueue } from "./byte-queue";
import { AudioFailure } from "./failure";

/** The head of an element in WebM and Matroska. @see RFC 8794 */
export interface Element {
  id: number;
  /** undefined: until something comes that cannot be in it */
  size: number | undefined;
}

/** @returns undefined at the end of the file @throws AudioFailure where there is no element */
export async function nextElement(bytes: ByteQueue): Promise<Element | undefined> {
  if (!(await bytes.fill(1))) return undefined;
  const idLength = Math.clz32(bytes.peek(1)[0]!) - 23;
  if (idLength > 4) throw new AudioFailure("audio_damaged");
  if (!(await bytes.fill(idLength + 1))) return undefined;
  const sizeLength = Math.clz32(bytes.peek(1, idLength)[0]!) - 23;
  if (sizeLength > 8) throw new AudioFailure("audio_damaged");
  if (!(await bytes.fill(idLength + sizeLength))) return undefined;
  const id = bytes.take(idLength).readUIntBE(0, idLength);
  return { id, size: numberIn(bytes.take(sizeLength))?.value };
}

/** The elements in a part that is there as a whole. */
export function* elementsIn(part: Buffer): Generator<{ id: number; content: Buffer }> {
  for (let at = 0; at < part.length;) {
    const idLength = Math.clz32(part[at]!) - 23;
    if (idLength > 4 || at + idLength >= part.length) throw new AudioFailure("audio_damaged");
    const id = part.readUIntBE(at, idLength);
    const size = numberIn(part.subarray(at + idLength));
    if (!size) throw new AudioFailure("audio_damaged");
    const from = at + idLength + size.length;
    if (from + size.value > part.length) throw new AudioFailure("audio_damaged");
    yield { id, content: part.subarray(from, from + size.value) };
    at = from + size.value;
  }
}

/**
 * A number that tells its own length.
 * @returns undefined for the one that stands for "unknown", and where it is not there as a whole
 */
export function numberIn(part: Buffer): { value: number; length: number } | undefined {
  const length = Math.clz32(part[0] ?? 0) - 23;
  if (length > 8 || part.length < length) return undefined;
  let value = part[0]! & (0xff >> length);
  let isUnknown = value === 0xff >> length;
  for (const byte of part.subarray(1, length)) {
    value = value * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return isUnknown || !Number.isSafeInteger(value) ? undefined : { value, length };
}

/** A whole number without a sign, as elements hold it. */
export function unsignedOf(content: Buffer): number {
  return content.reduce((value, byte) => value * 256 + byte, 0);
}

/** A number with floating point, of four bytes or eight. */
export function floatOf(content: Buffer): number {
  if (content.length === 4) return content.readFloatBE(0);
  return content.length === 8 ? content.readDoubleBE(0) : 0;
}
