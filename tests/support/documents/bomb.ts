import { constants, deflateRawSync } from "node:zlib";

/** Deflated blanks, so many megabytes of them, made from one of these without ever being unfolded here. */
export function deflatedBlanks(megabytes: number): Buffer {
  const one = deflateRawSync(Buffer.alloc(1024 * 1024, 0x20), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const end = Buffer.from("010000ffff", "hex");
  return Buffer.concat([...Array<Buffer>(megabytes).fill(one), end]);
}
