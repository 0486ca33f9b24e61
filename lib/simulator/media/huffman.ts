/** One Huffman table of a JPEG: how many codes of each length, and the symbols in the order of their codes. */
export interface HuffmanTable {
  counts: readonly number[];
  symbols: readonly number[];
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Sizes of the differences between neighbouring averages: 0 to 11 bits. */
export const dcTable: HuffmanTable = {
  counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  symbols: range(0, 11),
};

/**
 * Runs and sizes of the other coefficients, as a flat code: end of block and the commonest pairs short, all 162 present. It
 * costs a few bytes against the usual table and needs no list of numbers from anywhere.
 */
export const acTable: HuffmanTable = flatTable();

function flatTable(): HuffmanTable {
  const short = [0x00, 0x01, 0x02, 0x11];
  const rest = range(0, 15)
    .flatMap((run) => range(1, 10).map((size) => run * 16 + size))
    .concat(0xf0)
    .filter((symbol) => !short.includes(symbol));
  // Four codes of three bits take half of the code space; eight bits hold 128 codes in the other half, of which the last 32
  // are spent on codes of ten bits.
  const middle = rest.slice(0, 96);
  const long = rest.slice(96);
  const counts = new Array<number>(16).fill(0);
  counts[2] = short.length;
  counts[7] = middle.length;
  counts[9] = long.length;
  return { counts, symbols: [...short, ...middle, ...long] };
}

/** Code and length by symbol. Codes of one length follow each other; a longer one goes on from there, doubled. */
export function codesOf({ counts, symbols }: HuffmanTable): Map<number, { code: number; length: number }> {
  const codes = new Map<number, { code: number; length: number }>();
  let code = 0;
  let next = 0;
  counts.forEach((count, index) => {
    for (let made = 0; made < count; made++) codes.set(symbols[next++]!, { code: code++, length: index + 1 });
    code <<= 1;
  });
  return codes;
}
