import { describe, expect, it } from "vitest";
import { Resampler } from "@/lib/audio/reader/resampler";
import { joined, tone } from "@/tests/support/audio-files";

function resampled(samples: Float32Array, from: number, to: number, size = 1_000): Float32Array {
  const resampler = new Resampler(from, to);
  const pieces: Float32Array[] = [];
  for (let at = 0; at < samples.length; at += size) pieces.push(resampler.add(samples.subarray(at, at + size)));
  return joined(...pieces, resampler.end());
}

describe("Resampler", () => {
  it.each([
    [44_100, 16_000],
    [48_000, 16_000],
    [8_000, 16_000],
    [24_000, 48_000],
    [44_100, 48_000],
    [11_127, 24_000],
    [16_000, 16_000],
  ])("keeps a tone from %i to %i as it was", (from, to) => {
    const made = resampled(tone(1, { rate: from, hertz: 1_000 }), from, to);
    expect(made).toHaveLength(to);
    const wanted = tone(1, { rate: to, hertz: 1_000 });
    const inner = [...made.slice(to / 10, -to / 10)].map((sample, at) => Math.abs(sample - wanted[to / 10 + at]!));
    expect(Math.max(...inner)).toBeLessThan(0.002);
  });

  it("takes away what is too high for the new rate", () => {
    const made = resampled(tone(1, { rate: 48_000, hertz: 11_000 }), 48_000, 16_000);
    expect(Math.max(...made.slice(100, -100).map(Math.abs))).toBeLessThan(0.005);
  });

  it("makes the same of pieces of any size, and of next to nothing", () => {
    const samples = tone(0.1, { rate: 44_100 });
    const whole = resampled(samples, 44_100, 16_000, samples.length);
    for (const size of [1, 7, 441]) expect(resampled(samples, 44_100, 16_000, size)).toEqual(whole);
    expect(resampled(new Float32Array(1), 44_100, 16_000)).toHaveLength(1);
    expect(resampled(new Float32Array(0), 44_100, 16_000)).toHaveLength(0);
  });
});
