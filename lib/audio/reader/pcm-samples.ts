/** How one sample is written. */
export interface SampleReader {
  bytes: number;
  at: (piece: Buffer, offset: number) => number;
}

/** By the tag of the format and the bits of a sample. @see Microsoft, WAVEFORMATEX */
export function readerOf(tag: number, bits: number): SampleReader | undefined {
  return readers[`${tag}/${tag === A_LAW || tag === MU_LAW ? 8 : bits}`];
}

const A_LAW = 6;
const MU_LAW = 7;

const readers: Record<string, SampleReader> = {
  "1/8": { bytes: 1, at: (piece, offset) => (piece[offset]! - 128) / 128 },
  "1/16": { bytes: 2, at: (piece, offset) => piece.readInt16LE(offset) / 32_768 },
  "1/24": { bytes: 3, at: (piece, offset) => piece.readIntLE(offset, 3) / 8_388_608 },
  "1/32": { bytes: 4, at: (piece, offset) => piece.readInt32LE(offset) / 2_147_483_648 },
  "3/32": { bytes: 4, at: (piece, offset) => finite(piece.readFloatLE(offset)) },
  "3/64": { bytes: 8, at: (piece, offset) => finite(piece.readDoubleLE(offset)) },
  "6/8": { bytes: 1, at: (piece, offset) => aLaw[piece[offset]!]! },
  "7/8": { bytes: 1, at: (piece, offset) => muLaw[piece[offset]!]! },
};

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0;
}

/** @see ITU-T G.711 */
const aLaw = Float32Array.from({ length: 256 }, (_, code) => {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const mantissa = ((bits & 15) << 4) + (exponent === 0 ? 8 : 0x108);
  const value = exponent > 1 ? mantissa << (exponent - 1) : mantissa;
  return (bits & 0x80 ? value : -value) / 32_768;
});

const muLaw = Float32Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff;
  const value = ((((bits & 15) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
  return (bits & 0x80 ? -value : value) / 32_768;
});
