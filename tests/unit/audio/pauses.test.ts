import { describe, expect, it } from "vitest";
import { pauseIn } from "@/lib/audio/reader/pauses";
import { joined, tone } from "@/tests/support/audio-files";

const rate = 1_000;
const whole = (samples: Float32Array) => Int16Array.from(samples, (sample) => Math.round(sample * 32_767));
const speech = (seconds: number, amplitude = 0.5) => tone(seconds, { rate, amplitude, hertz: 90 });
const silence = (seconds: number) => new Float32Array(seconds * rate);

describe("pauseIn", () => {
  it("cuts in the middle of the only pause", () => {
    const samples = whole(joined(speech(7), silence(1), speech(12)));
    const cut = pauseIn(samples, { wish: 10 * rate, rate });
    expect(cut).toBeGreaterThan(7 * rate);
    expect(cut).toBeLessThan(8 * rate);
  });

  it("takes of two pauses the one near the wish", () => {
    const samples = whole(joined(speech(6), silence(1), speech(2.5), silence(1), speech(9.5)));
    const cut = pauseIn(samples, { wish: 10 * rate, rate });
    expect(cut).toBeGreaterThan(9.5 * rate);
    expect(cut).toBeLessThan(10.5 * rate);
  });

  it("cuts at the wish where everything is silent", () => {
    expect(Math.abs(pauseIn(whole(silence(20)), { wish: 10 * rate, rate }) - 10 * rate)).toBeLessThan(40);
  });

  it("takes the quietest place where nobody pauses", () => {
    const samples = whole(joined(speech(9), speech(1, 0.05), speech(10)));
    const cut = pauseIn(samples, { wish: 10 * rate, rate });
    expect(cut).toBeGreaterThan(9 * rate);
    expect(cut).toBeLessThan(10 * rate);
  });

  it("always goes on, whatever is asked", () => {
    for (const length of [1, 2, 19, 300, 999]) {
      for (const wish of [0, 1, 500, 5_000]) {
        const cut = pauseIn(new Int16Array(length), { wish, rate });
        expect(cut).toBeGreaterThanOrEqual(1);
        expect(cut).toBeLessThanOrEqual(length);
      }
    }
  });
});
