import { setImmediate } from "node:timers/promises";
import { acTable, codesOf, dcTable, type HuffmanTable } from "./huffman";
import type { Painter } from "./picture";

/** Where the k-th coefficient of the zigzag lies in a block of eight by eight. */
const zigzag = makeZigzag();
const cosines = Array.from({ length: 64 }, (_, index) => {
  const frequency = index >> 3;
  return (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * (index & 7) + 1) * frequency * Math.PI) / 16);
});
/** Coarser with the frequency: about what quality 85 does elsewhere. */
const quantizers = Array.from({ length: 64 }, (_, index) => 3 + ((index >> 3) + (index & 7)) * 2);

/**
 * A baseline JPEG, colours not thinned out.
 * @see ITU-T T.81, annexes A, B and F; JFIF 1.02
 */
export async function encodeJpeg(width: number, height: number, painter: Painter): Promise<Buffer> {
  const scan = new BitWriter();
  const dc = codesOf(dcTable);
  const ac = codesOf(acTable);
  const previous = [0, 0, 0];
  const band = Array.from({ length: 8 }, () => new Uint8Array(width * 3));
  const block = new Float64Array(64);
  for (let top = 0; top < height; top += 8) {
    if (top % 32 === 0) await setImmediate(); // streams go on meanwhile
    for (let y = 0; y < 8; y++) painter(Math.min(top + y, height - 1), band[y]!);
    for (let left = 0; left < width; left += 8) {
      for (let component = 0; component < 3; component++) {
        for (let at = 0; at < 64; at++) {
          const x = Math.min(left + (at & 7), width - 1) * 3;
          block[at] = shifted(band[at >> 3]!, x, component);
        }
        previous[component] = writeBlock(scan, transform(block), previous[component]!, dc, ac);
      }
    }
  }
  return Buffer.concat([headers(width, height), scan.finish(), Buffer.from([0xff, 0xd9])]);
}

/** Luminance or one of the two colour differences, around zero. */
function shifted(row: Uint8Array, x: number, component: number): number {
  const red = row[x]!;
  const green = row[x + 1]!;
  const blue = row[x + 2]!;
  if (component === 0) return 0.299 * red + 0.587 * green + 0.114 * blue - 128;
  if (component === 1) return -0.168736 * red - 0.331264 * green + 0.5 * blue;
  return 0.5 * red - 0.418688 * green - 0.081312 * blue;
}

const halfway = new Float64Array(64);
const quantized = new Int32Array(64);

/** The cosine transform along rows, then along columns; quantised, in zigzag order. The next call writes over the result. */
function transform(block: Float64Array): Int32Array {
  for (let row = 0; row < 8; row++) {
    for (let frequency = 0; frequency < 8; frequency++) {
      let sum = 0;
      for (let at = 0; at < 8; at++) sum += block[row * 8 + at]! * cosines[frequency * 8 + at]!;
      halfway[row * 8 + frequency] = sum;
    }
  }
  for (let order = 0; order < 64; order++) {
    const place = zigzag[order]!;
    let sum = 0;
    for (let at = 0; at < 8; at++) sum += halfway[at * 8 + (place & 7)]! * cosines[(place >> 3) * 8 + at]!;
    quantized[order] = Math.round(sum / quantizers[place]!);
  }
  return quantized;
}

type Codes = ReturnType<typeof codesOf>;

/** @returns the block's average, which the next one is told as a difference to */
function writeBlock(scan: BitWriter, values: Int32Array, previous: number, dc: Codes, ac: Codes): number {
  const average = values[0]!;
  writeValue(scan, average - previous, 0, dc);
  let zeros = 0;
  for (let order = 1; order < 64; order++) {
    const value = values[order]!;
    if (value === 0) {
      zeros++;
      continue;
    }
    for (; zeros > 15; zeros -= 16) writeCode(scan, ac, 0xf0);
    writeValue(scan, value, zeros, ac);
    zeros = 0;
  }
  if (zeros > 0) writeCode(scan, ac, 0x00);
  return average;
}

/** The size of a value by its code, then the value itself; a negative one counts up from the bottom of its size. */
function writeValue(scan: BitWriter, value: number, zeros: number, codes: Codes): void {
  const size = value === 0 ? 0 : 32 - Math.clz32(Math.abs(value));
  writeCode(scan, codes, zeros * 16 + size);
  scan.write(value < 0 ? value + (1 << size) - 1 : value, size);
}

function writeCode(scan: BitWriter, codes: Codes, symbol: number): void {
  const { code, length } = codes.get(symbol)!;
  scan.write(code, length);
}

class BitWriter {
  private readonly bytes: number[] = [];
  private pending = 0;
  private held = 0;

  write(value: number, length: number): void {
    for (let bit = length - 1; bit >= 0; bit--) {
      this.pending = (this.pending << 1) | ((value >> bit) & 1);
      if (++this.held === 8) this.flush();
    }
  }

  /** Fills the last byte with ones. */
  finish(): Buffer {
    while (this.held > 0) this.write(1, 1);
    return Buffer.from(this.bytes);
  }

  private flush(): void {
    this.bytes.push(this.pending);
    if (this.pending === 0xff) this.bytes.push(0); // or it would read as a marker
    this.pending = 0;
    this.held = 0;
  }
}

function headers(width: number, height: number): Buffer {
  const frame = [8, height >> 8, height & 255, width >> 8, width & 255, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 0, 0, 1, 0, 1, 0, 0]),
    segment(0xdb, [0, ...zigzag.map((place) => quantizers[place]!)]),
    segment(0xc0, frame),
    segment(0xc4, tableBody(0x00, dcTable)),
    segment(0xc4, tableBody(0x10, acTable)),
    segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
  ]);
}

function tableBody(id: number, { counts, symbols }: HuffmanTable): number[] {
  return [id, ...counts, ...symbols];
}

function segment(marker: number, body: readonly number[]): Buffer {
  const length = body.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...body]);
}

function makeZigzag(): number[] {
  const places = Array.from({ length: 64 }, (_, place) => place);
  const diagonal = (place: number) => (place >> 3) + (place & 7);
  // Along each diagonal: even ones run upwards, odd ones downwards.
  return places.sort((a, b) => diagonal(a) - diagonal(b) || (diagonal(a) % 2 === 0 ? b - a : a - b));
}
