import { describe, expect, it } from "vitest";
import { place } from "@/components/ui/anchor";

const viewport = { width: 1000, height: 800 };
const floating = { width: 200, height: 100 };

describe("a floating box", () => {
  it("stands under its anchor", () => {
    expect(place({ left: 300, top: 100, width: 80, height: 30 }, floating, viewport, "bottom", "start")).toEqual({
      left: 300,
      top: 136,
    });
  });

  it("goes above where there is no room below, and the other way round", () => {
    expect(place({ left: 300, top: 760, width: 80, height: 30 }, floating, viewport, "bottom", "end")).toEqual({
      left: 180,
      top: 654,
    });
    expect(place({ left: 300, top: 20, width: 80, height: 30 }, floating, viewport, "top", "center")).toEqual({
      left: 240,
      top: 56,
    });
  });

  it("goes to the left where there is no room at the right", () => {
    expect(place({ left: 900, top: 300, width: 50, height: 30 }, floating, viewport, "right", "end")).toEqual({
      left: 694,
      top: 230,
    });
  });

  it("never leaves the window, even where it is too large for it", () => {
    const huge = { width: 2000, height: 2000 };
    expect(place({ left: 980, top: 790, width: 10, height: 10 }, huge, viewport, "bottom", "start")).toEqual({
      left: 8,
      top: 8,
    });
  });
});
