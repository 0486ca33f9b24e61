import { describe, expect, it } from "vitest";
import { Mp3Reader, OggReader, WavReader } from "@/components/audio/frames";

/** Bytes as a network brings them: in pieces of any size. */
function inPieces(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.slice(index * size, (index + 1) * size),
  );
}

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const little = (value: number, bytes: number) => Array.from({ length: bytes }, (_, at) => (value / 256 ** at) & 0xff);

function wav(samples: readonly number[], extra: readonly number[] = []): Uint8Array {
  return Uint8Array.from([
    ...ascii("RIFF"),
    ...little(0xffffffff, 4),
    ...ascii("WAVE"),
    ...extra,
    ...ascii("fmt "),
    ...little(16, 4),
    ...little(1, 2),
    ...little(1, 2),
    ...little(24_000, 4),
    ...little(48_000, 4),
    ...little(2, 2),
    ...little(16, 2),
    ...ascii("data"),
    ...little(0xffffffff, 4),
    ...samples.flatMap((sample) => little(sample & 0xffff, 2)),
  ]);
}

describe("WavReader", () => {
  it.each([1, 3, 7, 1_000])("gives every sample, however the bytes come (%i at a time)", (size) => {
    const reader = new WavReader();
    const read = inPieces(wav([0, 16_384, -32_768, 8_192], [...ascii("LIST"), ...little(3, 4), 1, 2, 3]), size)
      .map((piece) => reader.read(piece))
      .filter((samples) => samples !== undefined);
    expect(read.flatMap(({ channels: [row] }) => [...row!])).toEqual([0, 0.5, -1, 0.25]);
    expect(read[0]!.rate).toBe(24_000);
  });

  it("refuses what is no WAV", () => {
    expect(() => new WavReader().read(Uint8Array.from(ascii("<html><body>no")))).toThrow("not a WAV");
  });
});

describe("Mp3Reader", () => {
  // MPEG 1 layer III, 128 kbit/s, 44.1 kHz, mono: 417 bytes.
  const frame = Uint8Array.from([0xff, 0xfb, 0x90, 0xc0, ...Array<number>(413).fill(7)]);
  const tag = Uint8Array.from([...ascii("ID3"), 4, 0, 0, 0, 0, 0, 5, 0xff, 0xfb, 0x90, 0xc0, 1]);

  it.each([1, 100, 5_000])("finds the frames behind a tag and between other bytes (%i at a time)", (size) => {
    const reader = new Mp3Reader();
    const bytes = Uint8Array.from([...tag, ...frame, 0, 0, ...frame, ...frame.subarray(0, 100)]);
    const packets = inPieces(bytes, size).flatMap((piece) => reader.read(piece));
    expect(packets.map(({ bytes: { length }, rate, channels }) => [length, rate, channels])).toEqual([
      [417, 44_100, 1],
      [417, 44_100, 1],
    ]);
  });
});

describe("OggReader", () => {
  const page = (packets: readonly (readonly number[])[]) => {
    const table = packets.flatMap(({ length }) => [...Array<number>(Math.floor(length / 255)).fill(255), length % 255]);
    return [...ascii("OggS"), 0, 0, ...Array<number>(20).fill(0), table.length, ...table, ...packets.flat()];
  };
  const head = [...ascii("OpusHead"), 1, 1, ...Array<number>(9).fill(0)];
  const long = Array<number>(300).fill(9);
  const bytes = Uint8Array.from([...page([head]), ...page([ascii("OpusTags")]), ...page([[1, 2], long, [3]])]);

  it.each([1, 50, 5_000])("gives the packets without the headers (%i bytes at a time)", (size) => {
    const reader = new OggReader();
    const packets = inPieces(bytes, size).flatMap((piece) => reader.read(piece));
    expect(packets.map(({ bytes: packet }) => [...packet])).toEqual([[1, 2], long, [3]]);
    expect([...packets[0]!.description!]).toEqual(head);
  });

  it("does not wait for the end of a page", () => {
    const reader = new OggReader();
    expect(reader.read(bytes.slice(0, bytes.length - 1)).map(({ bytes: { length } }) => length)).toEqual([2, 300]);
  });
});
