import { describe, expect, it } from "vitest";
import { streamingWavHeader, wavHeader } from "@/lib/audio/schema";

describe("wavHeader", () => {
  it("says what follows it", () => {
    const header = Buffer.from(wavHeader(48_000, 24_000));
    expect(header.toString("latin1", 0, 4)).toBe("RIFF");
    expect(header.readUInt32LE(4)).toBe(36 + 48_000);
    expect(header.toString("latin1", 8, 16)).toBe("WAVEfmt ");
    expect([header.readUInt16LE(20), header.readUInt16LE(22), header.readUInt16LE(34)]).toEqual([1, 1, 16]);
    expect([header.readUInt32LE(24), header.readUInt32LE(28)]).toEqual([24_000, 48_000]);
    expect(header.toString("latin1", 36, 40)).toBe("data");
    expect(header.readUInt32LE(40)).toBe(48_000);
    expect(header).toHaveLength(44);
  });

  it("leaves the length open while nobody knows it", () => {
    const header = Buffer.from(streamingWavHeader(44_100));
    expect([header.readUInt32LE(4), header.readUInt32LE(40)]).toEqual([0xffff_ffff, 0xffff_ffff]);
  });
});
