import { describe, expect, it } from "vitest";
import { periodEnd, periodOf, dayOf } from "@/lib/metering/period";
import { priceOf, usageUnits, UsageInput, worstCaseOf } from "@/lib/metering/schema";

const rates = { input_tokens: 270n, output_tokens: 420n };
const cachedRates = { ...rates, cached_input_tokens: 27n };

describe("priceOf", () => {
  it.each([
    [{}, rates, 0n],
    [{ input_tokens: 1_000_000 }, rates, 270_000_000n],
    [{ input_tokens: 3, output_tokens: 7 }, rates, 3n * 270n + 7n * 420n],
    [{ input_tokens: 3, cached_input_tokens: 10 }, cachedRates, 810n + 270n],
    [{ images: 4 }, { images: 300_000_000n }, 1_200_000_000n],
    [{ output_tokens: 0 }, { input_tokens: 1n }, 0n],
    [
      { input_tokens: Number.MAX_SAFE_INTEGER },
      { input_tokens: 10n ** 6n },
      BigInt(Number.MAX_SAFE_INTEGER) * 10n ** 6n,
    ],
  ])("of %j", (usage, given, cost) => {
    expect(priceOf(usage, given)).toBe(cost);
  });

  it.each([
    [{ images: 1 }, "No rate for images."],
    [{ input_tokens: -1 }, "Not a quantity of input_tokens: -1."],
    [{ input_tokens: 1.5 }, "Not a quantity of input_tokens: 1.5."],
    [{ input_tokens: Number.NaN }, "Not a quantity of input_tokens: NaN."],
  ])("refuses %j", (usage, message) => {
    expect(() => priceOf(usage, rates)).toThrow(message);
  });
});

describe("usageUnits", () => {
  it.each([
    [{ inputTokens: 10, outputTokens: 5 }, rates, { input_tokens: 10, output_tokens: 5 }],
    [{ inputTokens: 10, cachedInputTokens: 4, outputTokens: 5 }, rates, { input_tokens: 10, output_tokens: 5 }],
    [
      { inputTokens: 10, cachedInputTokens: 4, outputTokens: 5 },
      cachedRates,
      { input_tokens: 6, cached_input_tokens: 4, output_tokens: 5 },
    ],
    [
      { inputTokens: 10, cachedInputTokens: 99, outputTokens: 0 },
      cachedRates,
      { input_tokens: 0, cached_input_tokens: 10, output_tokens: 0 },
    ],
    [{ inputTokens: -3, outputTokens: Number.NaN }, rates, { input_tokens: 0, output_tokens: 0 }],
    [{ inputTokens: 1.2, outputTokens: 2 }, rates, { input_tokens: 2, output_tokens: 2 }],
  ])("of %j", (counts, given, units) => {
    expect(usageUnits(counts, given)).toEqual(units);
  });
});

describe("worstCaseOf", () => {
  const plain = {
    contextLength: 32_768,
    maxOutput: 4_096,
    maxThinking: null,
    capabilities: { reasoning: false, thinkingSwitch: false },
  };
  const thinker = {
    contextLength: 131_072,
    maxOutput: 8_192,
    maxThinking: 32_768,
    capabilities: { reasoning: true, thinkingSwitch: true },
  };
  const unknown = {
    contextLength: null,
    maxOutput: null,
    maxThinking: null,
    capabilities: { reasoning: false, thinkingSwitch: false },
  };

  it.each([
    ["the model's own limit without one", plain, 100, {}, 4_096],
    ["the request's limit", plain, 100, { maxTokens: 50 }, 50],
    ["what the window leaves", plain, 32_000, {}, 768],
    ["one token beyond a full window", plain, 40_000, {}, 1],
    ["the window where the output is unknown", { ...plain, maxOutput: null }, 768, {}, 32_000],
    ["an assumption where nothing is known", unknown, 10, {}, 32_768],
    ["thoughts on top of the answer", thinker, 100, {}, 40_960],
    ["the budget of thoughts", thinker, 100, { maxTokens: 1_000, thinkingBudget: 500 }, 1_500],
    ["no thoughts where they are switched off", thinker, 100, { thinking: false }, 8_192],
    [
      "thoughts that cannot be switched off",
      { ...thinker, capabilities: { reasoning: true, thinkingSwitch: false } },
      ...([100, { thinking: false }, 40_960] as const),
    ],
  ] as const)("reserves %s", (_, model, promptTokens, parameters, output) => {
    expect(worstCaseOf({ promptTokens, model, parameters })).toEqual({
      ...{ input_tokens: promptTokens, output_tokens: output },
    });
  });
});

describe("periods", () => {
  it.each([
    ["2026-11-23T10:00:00Z", "2026-11", "2026-12-01T00:00:00.000Z", "2026-11-23T00:00:00.000Z"],
    ["2026-12-31T23:59:59.999Z", "2026-12", "2027-01-01T00:00:00.000Z", "2026-12-31T00:00:00.000Z"],
    ["2028-02-29T00:00:00Z", "2028-02", "2028-03-01T00:00:00.000Z", "2028-02-29T00:00:00.000Z"],
  ])("of %s", (moment, period, end, day) => {
    const at = new Date(moment);
    expect([periodOf(at), periodEnd(at).toISOString(), dayOf(at).toISOString()]).toEqual([period, end, day]);
  });
});

describe("UsageInput", () => {
  it.each([
    [{ from: "2026-11-01", to: "2026-11-30" }, true],
    [{ from: "2026-11-01", to: "2026-11-01" }, true],
    [{ from: "2026-11-02", to: "2026-11-01" }, false],
    [{ from: "2020-01-01", to: "2026-11-01" }, false],
    [{ from: "2026-11-31", to: "2026-12-01" }, false],
    [{ from: "2026-11-01" }, false],
    [{ from: "2026-11-01", to: "2026-11-02", userId: "x" }, false],
  ])("%j is valid: %s", (input, valid) => {
    expect(UsageInput.safeParse(input).success).toBe(valid);
  });
});
