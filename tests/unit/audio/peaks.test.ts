import { describe, expect, it } from "vitest";
import { PEAKS, peaksOf } from "@/lib/audio/schema";

function tone(samples: number, amplitude: (at: number) => number): Int16Array {
  return Int16Array.from({ length: samples }, (_, at) =>
    Math.round(32_767 * amplitude(at / samples) * (at % 2 ? 1 : -1)),
  );
}

describe("peaksOf", () => {
  it("draws nothing of nothing", () => {
    expect(peaksOf(new Int16Array(0))).toEqual([]);
  });

  it.each([1, 7, 399, 400, 401, 799, 800, 801, 1_601, 100_003])("makes 400 values of %i samples", (samples) => {
    const values = peaksOf(tone(samples, () => 1));
    expect(values).toHaveLength(PEAKS);
    expect(Math.min(...values)).toBe(255);
  });

  it("shows where it is loud, and quiet speech beside it", () => {
    const values = peaksOf(tone(1_000_000, (at) => (at < 0.5 ? 0 : at < 0.75 ? 0.01 : 1)));
    expect(Math.max(...values.slice(0, 199))).toBe(0);
    expect(values.slice(202, 298).every((value) => value > 20 && value < 32)).toBe(true);
    expect(values.slice(302).every((value) => value === 255)).toBe(true);
  });
});
