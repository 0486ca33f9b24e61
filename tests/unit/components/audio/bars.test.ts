import { describe, expect, it } from "vitest";
import { barPath, moveEnd, toBars } from "@/components/audio/bars";

describe("the bars of a waveform", () => {
  it("keep the loudest of what they stand for, and never grow in number", () => {
    expect(toBars([1, 9, 3, 4, 200, 6], 3)).toEqual([9, 4, 200]);
    expect(toBars([1, 2], 100)).toEqual([1, 2]);
    expect(toBars([], 100)).toEqual([]);
  });

  it("are seen where there is silence, and stay within the field", () => {
    expect(barPath([0, 255])).toBe("M250 48V52M750 4V96");
    expect(barPath([900])).toBe("M500 4V96");
  });
});

describe("moving an end of a selection", () => {
  const limits = { durationMs: 60_000, minimumMs: 1_000, maximumMs: 30_000 };
  const selection = { fromMs: 10_000, toMs: 20_000 };

  it("keeps it within the sound", () => {
    expect(moveEnd(selection, "from", -5, limits)).toEqual({ fromMs: 0, toMs: 20_000 });
    expect(moveEnd(selection, "to", 90_000, limits)).toEqual({ fromMs: 30_000, toMs: 60_000 });
  });

  it("keeps it as long as it has to be: the other end gives way", () => {
    expect(moveEnd(selection, "from", 19_900, limits)).toEqual({ fromMs: 19_900, toMs: 20_900 });
    expect(moveEnd(selection, "to", 10_200, limits)).toEqual({ fromMs: 9_200, toMs: 10_200 });
    expect(moveEnd(selection, "to", 0, limits)).toEqual({ fromMs: 0, toMs: 1_000 });
  });

  it("takes the whole of a sound that is shorter than the least", () => {
    const short = { ...limits, durationMs: 400 };
    expect(moveEnd({ fromMs: 0, toMs: 400 }, "from", 300, short)).toEqual({ fromMs: 0, toMs: 400 });
  });
});
