import { describe, expect, it } from "vitest";
import { daysOf, eachDay, parseRange } from "@/components/usage/range";
import { coloursOf, fractionOf, scaleTop, spendingByDay, sumBy, type SpendingRow } from "@/components/usage/spending";

const row = (day: string, modelId: string, costNanos: string): SpendingRow => ({
  day,
  modelId,
  calls: 1,
  inputTokens: 10,
  outputTokens: 20,
  costNanos,
});

describe("periods", () => {
  const now = new Date("2026-03-01T00:30:00Z");

  it.each([
    ["month", { from: "2026-03-01", to: "2026-03-01" }],
    ["7", { from: "2026-02-23", to: "2026-03-01" }],
    ["30", { from: "2026-01-31", to: "2026-03-01" }],
  ] as const)("of %s ends today", (range, period) => {
    expect(daysOf(range, now)).toEqual(period);
  });

  it("holds every day, across months", () => {
    expect(eachDay("2026-02-27", "2026-03-02")).toEqual(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]);
  });

  it.each([
    ["7", "7"],
    ["8", "month"],
    [undefined, "month"],
    [["7"], "month"],
  ])("%j is read as %s", (value, range) => {
    expect(parseRange(value)).toBe(range);
  });
});

describe("sums", () => {
  it("are exact beyond what a number holds, the dearest first", () => {
    const rows = [row("2026-03-01", "small", "1"), row("2026-03-01", "large", "9007199254740993")];
    const sums = sumBy([...rows, row("2026-03-02", "large", "1")], (each) => each.modelId);
    expect(sums.map(({ key, costNanos }) => [key, costNanos])).toEqual([
      ["large", 9007199254740994n],
      ["small", 1n],
    ]);
    expect(sums[0]).toMatchObject({ calls: 2, inputTokens: 20, outputTokens: 40 });
  });
});

describe("colours", () => {
  it("are five different ones, whatever the names hash to, and the same for a lone model everywhere", () => {
    const models = ["a", "f", "k", "p", "u", "z"];
    const colours = coloursOf(models);
    expect(new Set(colours.values())).toEqual(new Set([1, 2, 3, 4, 5]));
    expect(colours.has("z")).toBe(false);
    expect(coloursOf(["p"]).get("p")).toBe(coloursOf(["p", "somebody else"]).get("p"));
  });
});

describe("spending by day", () => {
  it("has a zero for days without any, and gathers models without a colour", () => {
    const rows = [
      row("2026-03-01", "dear", "30"),
      row("2026-03-03", "dear", "20"),
      row("2026-03-03", "other", "3"),
      row("2026-03-03", "another", "4"),
    ];
    const days = spendingByDay(rows, { from: "2026-03-01", to: "2026-03-03" }, new Map([["dear", 2]]));
    expect(days).toEqual([
      { day: "2026-03-01", totalNanos: 30n, pieces: [{ modelId: "dear", colour: 2, nanos: 30n }] },
      { day: "2026-03-02", totalNanos: 0n, pieces: [] },
      {
        day: "2026-03-03",
        totalNanos: 27n,
        pieces: [
          { modelId: "dear", colour: 2, nanos: 20n },
          { modelId: null, colour: 6, nanos: 7n },
        ],
      },
    ]);
  });
});

describe("the scale", () => {
  it.each([
    [1n, 1n],
    [1_500n, 2_000n],
    [2_100n, 2_500n],
    [2_501n, 5_000n],
    [5_001n, 10_000n],
    [10_000n, 10_000n],
    [0n, 1_000_000_000n],
  ])("for %s ends at %s", (largest, top) => {
    expect(scaleTop(largest)).toBe(top);
  });

  it("gives fractions of nothing as nothing", () => {
    expect(fractionOf(1n, 0n)).toBe(0);
    expect(fractionOf(1n, 4n)).toBe(0.25);
  });
});
