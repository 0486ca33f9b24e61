import { describe, expect, test } from "vitest";
import { mp3 } from "@/lib/simulator/audio/mp3";
import { opus } from "@/lib/simulator/audio/opus";
import { pcm, wav } from "@/lib/simulator/audio/pcm";
import { durationMs, scoreOf } from "@/lib/simulator/audio/score";
import clips from "@/lib/simulator/media/clips.json";

const notes = scoreOf("今天天气真好。 The quick brown fox.", 1);
const lengthMs = durationMs(notes);

describe("a score", () => {
  test("is as long as its text, and shorter when spoken faster", () => {
    expect(durationMs(scoreOf("hello ".repeat(100), 1))).toBeCloseTo(
      durationMs(scoreOf("hello ".repeat(50), 1)) * 2,
      3,
    );
    expect(durationMs(scoreOf("hello", 2))).toBeCloseTo(durationMs(scoreOf("hello", 1)) / 2, 3);
  });
  test("leaves out what only instructs", () => {
    expect(scoreOf("Say it happily.<|endofprompt|>Hello", 1)).toEqual(scoreOf("Hello", 1));
  });
  test("is never empty", () => {
    expect(durationMs(scoreOf("   ", 1))).toBeGreaterThan(0);
  });
});

test.each([8000, 16_000, 24_000, 32_000, 44_100])(
  "PCM and WAV at %i Hz hold as many samples as they should",
  (rate) => {
    const bytes = Buffer.concat([...pcm(notes, rate, 0)]);
    expect(bytes.length).toBe(Math.round((lengthMs * rate) / 1000) * 2);
    const file = Buffer.concat([...wav(notes, rate, 0)]);
    expect(file.toString("latin1", 0, 4) + file.toString("latin1", 8, 16)).toBe("RIFFWAVEfmt ");
    expect(file.readUInt32LE(24)).toBe(rate);
    expect(file.readUInt32LE(40)).toBe(bytes.length);
    expect(file.length).toBe(44 + bytes.length);
  },
);

test("gain makes it louder without clipping", () => {
  const peak = (gain: number) => {
    const bytes = Buffer.concat([...pcm(notes, 8000, gain)]);
    return Math.max(...Array.from({ length: bytes.length / 2 }, (_, index) => Math.abs(bytes.readInt16LE(index * 2))));
  };
  expect(peak(-10)).toBeLessThan(peak(0));
  expect(peak(0)).toBeLessThan(peak(10));
  expect(peak(10)).toBeLessThanOrEqual(32_767);
});

test.each([32_000, 44_100])("MP3 at %i Hz is a row of whole frames of that rate", (rate) => {
  const bytes = Buffer.concat([...mp3(notes, rate)]);
  const rates = [44_100, 48_000, 32_000];
  let frames = 0;
  for (let at = 0; at < bytes.length; frames++) {
    const header = bytes.readUInt32BE(at);
    expect(header >>> 21).toBe(0x7ff);
    expect((header >>> 17) & 3).toBe(1); // layer III
    expect(rates[(header >>> 10) & 3]).toBe(rate);
    expect(bytes.readUInt16BE(at + 4) >> 7).toBe(0); // nothing from frames before
    at += Math.floor((144 * 64_000) / rate) + ((header >>> 9) & 1);
  }
  expect((frames * 1152 * 1000) / rate).toBeCloseTo(lengthMs, -2);
});

test("Opus is an Ogg file whose pages follow each other", () => {
  const bytes = Buffer.concat([...opus(notes)]);
  const pages: { flags: number; position: bigint; sequence: number; body: Buffer }[] = [];
  for (let at = 0; at < bytes.length;) {
    expect(bytes.toString("latin1", at, at + 4)).toBe("OggS");
    const entries = bytes[at + 26]!;
    const size = bytes.subarray(at + 27, at + 27 + entries).reduce((sum, entry) => sum + entry, 0);
    const start = at + 27 + entries;
    pages.push({
      flags: bytes[at + 5]!,
      position: bytes.readBigUInt64LE(at + 6),
      sequence: bytes.readUInt32LE(at + 18),
      body: bytes.subarray(start, start + size),
    });
    at = start + size;
  }
  expect(pages[0]!.body.toString("latin1", 0, 8)).toBe("OpusHead");
  expect(pages[1]!.body.toString("latin1", 0, 8)).toBe("OpusTags");
  expect(pages.map((page) => page.sequence)).toEqual(pages.map((_, index) => index));
  expect([pages[0]!.flags, pages.at(-1)!.flags]).toEqual([2, 4]);
  expect(Number(pages.at(-1)!.position) / 48).toBeCloseTo(lengthMs, -2);
});

test.each(["1280x720", "720x1280", "960x960"] as const)(
  "the clip of %s is an MP4 of that size, ready to stream",
  (size) => {
    const bytes = Buffer.from(clips[size], "base64");
    expect(bytes.length).toBeLessThan(60_000);
    const boxes: string[] = [];
    for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at))
      boxes.push(bytes.toString("latin1", at + 4, at + 8));
    expect(boxes[0]).toBe("ftyp");
    expect(boxes.indexOf("moov")).toBeGreaterThan(0);
    expect(boxes.indexOf("moov")).toBeLessThan(boxes.indexOf("mdat"));
    const entry = bytes.indexOf("avc1", bytes.indexOf("stsd"));
    expect(`${bytes.readUInt16BE(entry + 28)}x${bytes.readUInt16BE(entry + 30)}`).toBe(size);
  },
);
