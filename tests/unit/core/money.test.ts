import { describe, expect, it } from "vitest";
import { exactAmount, formatMoney, parseAmount } from "@/lib/core";

describe("parseAmount", () => {
  it.each([
    ["0", 0n],
    ["1", 1_000_000_000n],
    ["0.0021", 2_100_000n],
    ["12.000000001", 12_000_000_001n],
    [" 3.5 ", 3_500_000_000n],
  ])("reads %s", (text, nanos) => expect(parseAmount(text)).toBe(nanos));

  it.each(["", "-1", "1e3", "NaN", "1.0000000001", "١", "1,5", "Infinity", "0x10"])("refuses %s", (text) =>
    expect(() => parseAmount(text)).toThrow(RangeError),
  );
});

describe("exactAmount", () => {
  it.each([
    [0n, "0"],
    [1n, "0.000000001"],
    [2_100_000n, "0.0021"],
    [-1_500_000_000n, "-1.5"],
  ])("writes %s", (nanos, text) => expect(exactAmount(nanos)).toBe(text));
});

describe("formatMoney", () => {
  it.each([
    [0n, "$0.00"],
    [412_000n, "$0.00041"],
    [2_100_000n, "$0.0021"],
    [290_000_000n, "$0.29"],
    [12_345_000_000n, "$12.35"],
    [1n, "$0.000000001"],
  ])("shows two significant digits of %s", (nanos, text) => expect(formatMoney(nanos, "USD", "en")).toBe(text));

  it("takes the decimal string of a DTO", () => expect(formatMoney("2100000", "CNY", "zh-CN")).toBe("¥0.0021"));
});
