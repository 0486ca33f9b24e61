import { describe, expect, it } from "vitest";
import { acceptedParameters, isPriced, rateOf, requiredUnits, supportedParameters } from "@/lib/models/schema";

const none = { thinkingSwitch: false, thinkingBudget: false, minP: false, jsonMode: false, jsonSchema: false };
const plain = { subType: "chat", contextLength: 32_768, maxOutput: 4_096, maxThinking: null, capabilities: none };
const thinker = {
  ...{ subType: "chat", contextLength: 131_072, maxOutput: null, maxThinking: 20_000 },
  capabilities: { thinkingSwitch: true, thinkingBudget: true, minP: true, jsonMode: true, jsonSchema: false },
};

describe("supportedParameters", () => {
  it("bounds the answer by the model's output, else its window", () => {
    expect(supportedParameters(plain).maxTokens).toMatchObject({ min: 1, max: 4_096 });
    expect(supportedParameters(thinker).maxTokens).toMatchObject({ max: 131_072 });
    expect(supportedParameters({ ...plain, maxOutput: null, contextLength: null }).maxTokens).toMatchObject({
      max: 1_048_576,
    });
  });

  it("leaves out what the model lacks", () => {
    expect(Object.keys(supportedParameters(plain))).toEqual([
      ...["temperature", "topP", "topK", "frequencyPenalty", "maxTokens", "stop"],
    ]);
    expect(supportedParameters(thinker)).toMatchObject({
      ...{ thinking: { type: "boolean" }, minP: { min: 0, max: 1 } },
      thinkingBudget: { min: 128, max: 20_000 },
    });
    expect(supportedParameters({ ...plain, subType: "embedding" })).toEqual({});
  });
});

describe("acceptedParameters", () => {
  const wanted = {
    ...{ temperature: 0.6, topP: 0.95, topK: 50, minP: 0.05, frequencyPenalty: 0.5, maxTokens: 9_000 },
    ...{ stop: ["END", ""], thinking: false, thinkingBudget: 30_000 },
  };

  it("drops what the model lacks and clamps the rest", () => {
    expect(acceptedParameters(plain, wanted)).toEqual({
      ...{ temperature: 0.6, topP: 0.95, topK: 50, frequencyPenalty: 0.5, maxTokens: 4_096, stop: ["END"] },
    });
    expect(acceptedParameters(thinker, wanted)).toEqual({ ...wanted, stop: ["END"], thinkingBudget: 20_000 });
  });

  it.each([
    [{}, {}],
    [{ temperature: Number.NaN, topP: 0 }, { topP: 0.01 }],
    [
      { topK: 7.9, temperature: 9 },
      { topK: 7, temperature: 2 },
    ],
    [{ stop: ["a", "b", "c", "d", "e"] }, { stop: ["a", "b", "c", "d"] }],
    [{ stop: [] }, {}],
  ])("accepts %j as %j", (given, accepted) => {
    expect(acceptedParameters(plain, given)).toEqual(accepted);
  });
});

describe("responseFormat", () => {
  const schema = { type: "object", properties: { title: { type: "string" } } };
  const bySchema = { type: "json_schema" as const, name: "news", schema };

  it("is dropped for a model without JSON mode", () => {
    expect(acceptedParameters(plain, { responseFormat: { type: "json_object" } })).toEqual({});
    expect(supportedParameters(plain).responseFormat).toBeUndefined();
  });

  it("keeps the schema for the prompt where the model cannot be given one", () => {
    expect(acceptedParameters(thinker, { responseFormat: bySchema })).toEqual({
      responseFormat: { type: "json_object", name: "news", schema },
    });
    expect(acceptedParameters(thinker, { responseFormat: { type: "json_object" } })).toEqual({
      responseFormat: { type: "json_object" },
    });
  });

  it("is sent as it is to a model that takes schemas", () => {
    const able = { ...thinker, capabilities: { ...thinker.capabilities, jsonSchema: true } };
    expect(acceptedParameters(able, { responseFormat: bySchema })).toEqual({ responseFormat: bySchema });
  });
});

describe("prices", () => {
  it.each([
    ["0.27", 1_000_000, 270n],
    ["0.086", 1_000_000, 86n],
    ["7.15", 1_000_000, 7_150n],
    ["0.3", 1, 300_000_000n],
    ["0", 1_000_000, 0n],
    ["0.0000005", 1_000_000, undefined],
    ["-1", 1, undefined],
    ["1e3", 1, undefined],
    ["", 1, undefined],
  ])("makes %s for %d a rate of %s", (amount, amountPer, rate) => {
    expect(rateOf(amount, amountPer)).toBe(rate);
  });

  it("are whole when every billed unit has a rate, be it zero", () => {
    expect(isPriced("chat", { input_tokens: 0n, output_tokens: 0n })).toBe(true);
    expect(isPriced("chat", { input_tokens: 1n })).toBe(false);
    expect(isPriced("embedding", { input_tokens: 1n })).toBe(true);
    expect(isPriced("text-to-image", { input_tokens: 1n })).toBe(false);
    expect(isPriced("unknown", { requests: 1n })).toBe(false);
    expect(requiredUnits("text-to-speech")).toEqual(["utf8_bytes"]);
  });
});
