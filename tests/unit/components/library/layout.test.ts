import { describe, expect, it } from "vitest";
import { gapPx, headingPx, layOut, lineOf, linesBetween, moved, shapeOf } from "@/components/library/layout";

const shape = { columns: 3, tilePx: 100 };
/** two of one day, seven of another, one of a third */
const days = [..."ccbbbbbbba"];
const layout = layOut(days, shape);

describe("the grid's layout", () => {
  it("puts days under headings, each line after the other", () => {
    expect(
      layout.lines.map((line) =>
        line.type === "heading" ? line.days.map(({ day }) => day).join() : [line.from, line.to],
      ),
    ).toEqual(["c", [0, 2], "b", [2, 5], [5, 8], [8, 9], "a", [9, 10]]);
    let topPx = 0;
    for (const line of layout.lines) {
      expect(line.topPx).toBe(topPx);
      topPx += line.heightPx;
    }
    expect(layout.heightPx).toBe(topPx);
    expect(topPx).toBe(3 * headingPx + 5 * (100 + gapPx));
    expect(layOut([], shape)).toEqual({ lines: [], heightPx: 0 });
  });

  it("puts days of few items beside each other, as long as each fits whole", () => {
    const sparse = layOut([..."ffedccbbba"], shape);
    expect(sparse.lines.map((line) => (line.type === "heading" ? line.days : [line.from, line.to]))).toEqual([
      [
        { day: "f", column: 0, span: 2 },
        { day: "e", column: 2, span: 1 },
      ],
      [0, 3],
      [
        { day: "d", column: 0, span: 1 },
        { day: "c", column: 1, span: 2 },
      ],
      [3, 6],
      [{ day: "b", column: 0, span: 3 }],
      [6, 9],
      [{ day: "a", column: 0, span: 1 }],
      [9, 10],
    ]);
    expect(moved(sparse, 2, "down")).toBe(5);
    expect(moved(sparse, 9, "up")).toBe(6);
  });

  it("finds the line of an item, and the lines of a part of the height", () => {
    expect(days.map((_, index) => lineOf(layout, index))).toEqual([1, 1, 3, 3, 3, 4, 4, 4, 5, 7]);
    expect(linesBetween(layout, -500, -1)).toEqual([0, 0]);
    expect(linesBetween(layout, 0, 1)).toEqual([0, 1]);
    expect(linesBetween(layout, headingPx, headingPx + 1)).toEqual([1, 2]);
    expect(linesBetween(layout, 0, 10_000)).toEqual([0, 8]);
    expect(linesBetween(layout, 10_000, 20_000)).toEqual([8, 8]);
  });

  it("moves by arrows across days, and never leaves", () => {
    expect(moved(layout, 0, "left")).toBe(0);
    expect(moved(layout, 1, "right")).toBe(2);
    expect(moved(layout, 1, "down")).toBe(3);
    expect(moved(layout, 4, "up")).toBe(1);
    expect(moved(layout, 7, "down")).toBe(8);
    expect(moved(layout, 8, "down")).toBe(9);
    expect(moved(layout, 9, "down")).toBe(9);
    expect(moved(layout, 0, "up")).toBe(0);
    expect([moved(layout, 5, "first"), moved(layout, 5, "last")]).toEqual([0, 9]);
  });

  it("lays out twenty thousand items without taking their square", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => String(Math.floor(index / 55)));
    const from = performance.now();
    const large = layOut(many, { columns: 7, tilePx: 180 });
    linesBetween(large, large.heightPx / 2, large.heightPx / 2 + 2_000);
    expect(performance.now() - from).toBeLessThan(1_000);
  });

  it("fills every width exactly, with at least three columns", () => {
    for (const width of [300, 358, 640, 1000, 1376, 2500]) {
      const { columns, tilePx } = shapeOf(width);
      expect(columns).toBeGreaterThanOrEqual(3);
      expect(columns * tilePx + (columns - 1) * gapPx).toBeCloseTo(width);
      expect(tilePx).toBeLessThanOrEqual(200);
    }
  });
});
