import { describe, expect, it } from "vitest";
import { Meter } from "@/lib/audio/reader/meter";
import { joined, tone } from "@/tests/support/audio-files";

const facts = { mediaType: "audio/wav", codec: "pcm", sampleRate: 16_000, channels: 1 } as const;

function heard(...channels: Float32Array[]) {
  const meter = new Meter(16_000, channels.length);
  for (let at = 0; at < channels[0]!.length; at += 777) meter.add(channels.map((list) => list.subarray(at, at + 777)));
  return meter.end({ ...facts, channels: channels.length });
}

describe("Meter", () => {
  it("hears how loud a tone is, and the silence around it", () => {
    const check = heard(joined(new Float32Array(8_000), tone(2), new Float32Array(4_000)));
    expect(check).toMatchObject({
      durationMs: 2_750,
      peakDb: -6,
      loudnessDb: -9,
      clippedShare: 0,
      leadingSilenceMs: 500,
    });
    expect(check.trailingSilenceMs).toBeGreaterThanOrEqual(240);
    expect(check.trailingSilenceMs).toBeLessThanOrEqual(260);
    expect(check.silentShare).toBeCloseTo(750 / 2_750, 1);
    expect(check.peaks).toHaveLength(400);
  });

  it("finds what was cut off at the limit, not a single loud sample", () => {
    const loud = tone(1, { amplitude: 2 }).map((sample) => Math.max(-1, Math.min(1, sample)));
    expect(heard(loud).clippedShare).toBeGreaterThan(0.5);
    const single = tone(1);
    single[8_000] = 1;
    expect(heard(single)).toMatchObject({ clippedShare: 0, peakDb: 0 });
  });

  it("calls digital silence silent throughout", () => {
    expect(heard(new Float32Array(16_000))).toMatchObject({
      peakDb: -90,
      loudnessDb: -90,
      silentShare: 1,
      leadingSilenceMs: 1_000,
      trailingSilenceMs: 1_000,
    });
  });

  it("tells noise from sound, and text from both", () => {
    expect(heard(tone(1))).toMatchObject({ offset: 0, roughness: expect.closeTo(0.015, 2) });
    let seed = 1;
    const noise = Float32Array.from({ length: 16_000 }, () => (seed = (seed * 48_271) % 2_147_483_647) / 2 ** 30 - 1);
    expect(heard(noise).roughness).toBeGreaterThan(0.9);
    // Two channels that have nothing in common, taken for one.
    const [left, right] = [tone(1, { hertz: 200 }), tone(1, { hertz: 500 })];
    expect(
      heard(Float32Array.from({ length: 32_000 }, (_, at) => [left, right][at % 2]![at >> 1]!)).roughness,
    ).toBeLessThan(0.2);
    expect(heard(tone(1).map((sample) => 0.5 + sample / 2)).offset).toBe(0.5);
  });

  it("hears all channels", () => {
    expect(heard(new Float32Array(16_000), tone(1)).peakDb).toBe(-6);
    expect(heard(new Float32Array(16_000), tone(1)).loudnessDb).toBe(-12);
  });
});
