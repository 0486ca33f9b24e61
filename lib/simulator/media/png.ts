import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { crc32, deflate } from "node:zlib";
import type { Painter } from "./picture";

const deflateAsync = promisify(deflate);
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Each row as the difference to the pixel on its left, which suits gradients. */
const FILTER_SUB = 1;
const ROWS_AT_ONCE = 32;

/**
 * A PNG of 8-bit colour without transparency.
 * @see W3C PNG, third edition, sections 5, 7.3 and 11.2
 */
export async function encodePng(width: number, height: number, painter: Painter): Promise<Buffer> {
  const stride = width * 3;
  const raw = Buffer.alloc((stride + 1) * height);
  const row = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    if (y % ROWS_AT_ONCE === 0) await setImmediate(); // streams go on meanwhile
    painter(y, row);
    let at = y * (stride + 1);
    raw[at++] = FILTER_SUB;
    for (let x = 0; x < stride; x++) raw[at++] = row[x]! - (x < 3 ? 0 : row[x - 3]!);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = await deflateAsync(raw, { level: 3 });
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
