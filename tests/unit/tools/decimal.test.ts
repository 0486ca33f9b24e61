import { describe, expect, test } from "vitest";
import {
  addDecimals,
  compareDecimals,
  divide,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
} from "@/lib/tools/decimal";
import { convert, findUnit } from "@/lib/tools/builtin/units";

const read = (text: string) => parseDecimal(text)!;

describe("decimals", () => {
  test.each([
    ["0.1", "0.2", "0.3"],
    ["9.11", "-9.9", "-0.79"],
    ["12345678901234567890", "0.00000000000000000001", "12345678901234567890.00000000000000000001"],
    ["1e3", "-1000", "0"],
    [".5", "1.", "1.5"],
  ])("%s + %s = %s", (a, b, sum) => expect(formatDecimal(addDecimals(read(a), read(b)))).toBe(sum));

  test.each([
    ["1.1", "3", "3.3"],
    ["-0.25", "0.4", "-0.1"],
    ["99999999999", "99999999999", "9999999999800000000001"],
  ])("%s × %s = %s", (a, b, product) => expect(formatDecimal(multiplyDecimals(read(a), read(b)))).toBe(product));

  test.each([
    ["9.11", "9.9", -1],
    ["9.90", "9.9", 0],
    ["-9.11", "-9.9", 1],
  ])("%s against %s", (a, b, order) => expect(compareDecimals(read(a), read(b))).toBe(order));

  test.each(["", ".", "-", "1e", "1e99999", "0x10", "1,000", "١", "Infinity", "1".repeat(1_001)])(
    "%j is no number",
    (text) => expect(parseDecimal(text)).toBeUndefined(),
  );

  test("quotients end exactly or are rounded to significant digits", () => {
    expect([divide(1n, 8n), divide(-7n, 4n)].map(({ value, exact }) => [formatDecimal(value), exact])).toEqual([
      ["0.125", true],
      ["-1.75", true],
    ]);
    expect(formatDecimal(divide(2n, 3n).value)).toBe("0.666666666666667");
    expect(formatDecimal(divide(1n, 30_000_000n).value)).toBe("0.0000000333333333333333");
    expect(formatDecimal(divide(-200_000_000n, 3n).value)).toBe("-66666666.6666667");
  });
});

describe("units", () => {
  test.each([
    ["26.2", "mi", "km", "42.1648128", true],
    ["100", "°F", "C", "37.7777777777778", false],
    ["-40", "celsius", "fahrenheit", "-40", true],
    ["0", "K", "C", "-273.15", true],
    ["1", "lb", "g", "453.59237", true],
    ["5", "feet", "cm", "152.4", true],
    ["1", "亩", "m2", "666.666666666667", false],
    ["2", "斤", "kg", "1", true],
    ["100", "km/h", "m/s", "27.7777777777778", false],
    ["1", "GiB", "MB", "1073.741824", true],
    ["1", "mb", "mbar", undefined, undefined],
  ])("%s %s in %s", (value, from, to, result, exact) => {
    const converted = convert(read(value), findUnit(from)!, findUnit(to)!);
    expect(converted).toEqual(result === undefined ? undefined : { value: result, exact });
  });

  test("unknown ones are not found", () => {
    for (const name of ["", "parsec", "xyz", "constructor"]) expect(findUnit(name)).toBeUndefined();
  });
});
