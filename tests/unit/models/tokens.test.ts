import { describe, expect, it } from "vitest";
import { estimatePromptTokens, estimateTokens } from "@/lib/models/schema";
import { counts, samples } from "./token-samples";

const typical = (name: string) => (counts[name]![0] + counts[name]![1]) / 2;

describe("estimateTokens", () => {
  it.each(Object.keys(samples))("comes near the vocabularies for %s", (name) => {
    const ratio = estimateTokens(samples[name]!) / typical(name);
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.25);
  });

  it("leans high over all of them, by less than a tenth", () => {
    const names = Object.keys(samples);
    const sum = (of: (name: string) => number) => names.reduce((total, name) => total + of(name), 0);
    const ratio = sum((name) => estimateTokens(samples[name]!)) / sum(typical);
    expect(ratio).toBeGreaterThan(1);
    expect(ratio).toBeLessThan(1.1);
  });

  it.each([
    ["", 0],
    ["a", 2],
    ["你好", 2],
    [" ", 0],
    ["\n\n\n", 2],
    ["\ud83d", 2],
  ])("counts %j as %d", (text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens);
  });

  it("reads a megabyte in a moment", () => {
    const text = Object.values(samples).join("\n").repeat(200).slice(0, 1_000_000);
    const start = performance.now();
    expect(estimateTokens(text)).toBeGreaterThan(200_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it("adds the marks around messages", () => {
    const text = samples.english!;
    expect(estimatePromptTokens([])).toBe(3);
    expect(estimatePromptTokens([{ role: "user", text }])).toBe(estimateTokens(text) + 8);
  });
});
