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

  it("hears all channels", () => {
    expect(heard(new Float32Array(16_000), tone(1)).peakDb).toBe(-6);
    expect(heard(new Float32Array(16_000), tone(1)).loudnessDb).toBe(-12);
  });
});
