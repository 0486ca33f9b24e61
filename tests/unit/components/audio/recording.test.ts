import { describe, expect, test } from "vitest";
import { levelOf, loudestOf, peaksOf, toRecording, wavOf } from "@/components/audio/recording";

const tone = Float32Array.from({ length: 8_000 }, (_, index) => Math.sin(index / 5) / 2);

describe("what was recorded", () => {
  test("is a WAV file of one channel and 16 bits", async () => {
    const { wav, durationMs } = toRecording(tone, 16_000);
    const view = new DataView(await wav.arrayBuffer());
    const word = (at: number) => String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
    expect([word(0), word(8), word(12), word(36)]).toEqual(["RIFF", "WAVE", "fmt ", "data"]);
    expect(view.getUint32(4, true)).toBe(view.byteLength - 8);
    expect([view.getUint16(20, true), view.getUint16(22, true), view.getUint32(24, true)]).toEqual([1, 1, 16_000]);
    expect([view.getUint32(28, true), view.getUint16(34, true)]).toEqual([32_000, 16]);
    expect(view.getUint32(40, true)).toBe(16_000);
    expect(durationMs).toBe(500);
    expect(wav.type).toBe("audio/wav");
  });

  test("holds no sample beyond what 16 bits can say", () => {
    const view = new DataView(wavOf(Float32Array.of(2, -2, 0, 0.5), 8_000));
    expect([0, 1, 2, 3].map((index) => view.getInt16(44 + index * 2, true))).toEqual([32767, -32767, 0, 16384]);
  });

  test("is drawn by its loudest moments", () => {
    const half = new Float32Array(1_000);
    half[999] = -1;
    const peaks = peaksOf(half);
    expect(peaks).toHaveLength(400);
    expect(peaks[0]).toBe(0);
    expect(peaks[399]).toBe(255);
    expect(peaksOf(Float32Array.of(0.5), 4)).toHaveLength(4);
    expect(peaksOf(new Float32Array(0), 4)).toEqual([0, 0, 0, 0]);
  });

  test("moves the meter from what is hardly heard to all there is", () => {
    expect(levelOf(0)).toBe(0);
    expect(levelOf(0.001)).toBe(0);
    expect(levelOf(1)).toBe(1);
    expect(levelOf(0.1)).toBeCloseTo(2 / 3);
    expect(loudestOf(Float32Array.of(0.1, -0.7, 0.2))).toBeCloseTo(0.7);
  });
});
