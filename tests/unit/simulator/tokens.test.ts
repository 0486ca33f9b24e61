import { describe, expect, test } from "vitest";
import { english } from "@/lib/simulator/answers/english";
import { writeHostile } from "@/lib/simulator/answers/hostile";
import { lengthenTo, writeProse } from "@/lib/simulator/answers/length";
import { randomFrom } from "@/lib/simulator/random";
import { countTokens, tokenize } from "@/lib/simulator/tokens";

describe("tokenize", () => {
  test.each([
    "",
    "a",
    "Hello, world!",
    "什么是量子纠缠？",
    "混合 mixed 文本 text 123456",
    "emoji 👩‍👩‍👧 and 🇨🇳 flags",
    "\n\n  indented\n\tcode()\r\n",
    "lone surrogate \ud800 stays",
    english.math,
    writeHostile(),
  ])("gives back the text, %#", (text) => {
    expect(tokenize(text).join("")).toBe(text);
    expect(tokenize(text)).not.toContain("");
  });

  test("makes about a token of four Latin characters", () => {
    const prose = writeProse(400, randomFrom(1), false);
    expect(prose.length / countTokens(prose)).toBeGreaterThan(3.3);
    expect(prose.length / countTokens(prose)).toBeLessThan(4.7);
  });

  test("makes two thirds of a token of an ideograph", () => {
    const prose = "一二三四五六七八九十".repeat(30);
    expect(countTokens(prose) / prose.length).toBeCloseTo(0.667, 2);
  });

  test("never splits a character in two", () => {
    for (const token of tokenize("👍🏽".repeat(20))) expect(token).not.toMatch(/^[\udc00-\udfff]/);
  });
});

describe("lengthenTo", () => {
  test.each([1, 2, 3, 10, 99, 1000])("makes %i tokens, of short and of long beginnings", (tokens) => {
    for (const beginning of ["", "Hi", english.math, "你好，世界。".repeat(20), "..........", "\n\n\n"]) {
      for (const isChinese of [true, false]) {
        expect(countTokens(lengthenTo(beginning, tokens, randomFrom(tokens), isChinese))).toBe(tokens);
      }
    }
  });
});
