import { describe, expect, it } from "vitest";
import { hasPhrase, togglePhrase } from "@/components/images/phrases";

describe("togglePhrase", () => {
  it.each([
    ["", "watercolour", "watercolour"],
    ["a cat", "watercolour", "a cat, watercolour"],
    ["a cat, ", "watercolour", "a cat, watercolour"],
    ["a cat, watercolour", "watercolour", "a cat"],
    ["Watercolour, a cat", "watercolour", "a cat"],
    ["a cat, watercolour, calm", "watercolour", "a cat, calm"],
    ["a cat, watercolour.", "watercolour", "a cat."],
  ])("%j with %j is %j", (text, phrase, expected) => expect(togglePhrase(text, phrase, ", ")).toBe(expected));

  it("knows Chinese commas", () => {
    expect(togglePhrase("一只猫，", "水墨", "，")).toBe("一只猫，水墨");
    expect(togglePhrase("一只猫，水墨，宁静", "水墨", "，")).toBe("一只猫，宁静");
  });
  it("is its own reverse", () => {
    const once = togglePhrase("a cat", "calm", ", ");
    expect(hasPhrase(once, "calm")).toBe(true);
    expect(togglePhrase(once, "calm", ", ")).toBe("a cat");
  });
});
