import { describe, expect, it } from "vitest";
import { planImprovement, readSuggestion } from "@/lib/images/improvement";
import type { ModelSummary } from "@/lib/models/schema";

const model = {
  ...{ id: "a/b", name: "B", type: "text", subType: "chat", state: "listed", isNew: false, offered: true },
  ...{ contextLength: 32_768, maxOutput: 4_096, maxThinking: null, prices: [], defaults: { temperature: 0.7 } },
  capabilities: { reasoning: false, thinkingSwitch: false },
} as unknown as ModelSummary;
const asked = { prompt: "A house by the sea", takesNegative: false };

describe("the request for better words", () => {
  it("holds what it can use at most", () => {
    const { body, worstCase, promptTokens } = planImprovement(model, asked);
    expect(body).toMatchObject({ model: "a/b", max_tokens: 700, temperature: 0.7 });
    expect(body.messages.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(worstCase).toEqual({ input_tokens: Math.ceil(promptTokens * 1.2), output_tokens: 700 });
  });

  it("switches thinking off where it can, and leaves room for it where it cannot", () => {
    const switched = { ...model, capabilities: { ...model.capabilities, reasoning: true, thinkingSwitch: true } };
    expect(planImprovement(switched, asked).body).toMatchObject({ enable_thinking: false, max_tokens: 700 });
    const thinking = { ...model, capabilities: { ...model.capabilities, reasoning: true } };
    const { body } = planImprovement(thinking, asked);
    expect(body.max_tokens).toBe(4_000);
    expect(body.messages.map(({ role }) => role)).toEqual(["user"]);
    expect(body).not.toHaveProperty("enable_thinking");
  });

  it("asks for exclusions apart only where the picture's model takes them", () => {
    expect(planImprovement(model, asked).body.messages[0]!.content).not.toContain("AVOID:");
    expect(planImprovement(model, { ...asked, takesNegative: true }).body.messages[0]!.content).toContain("AVOID:");
  });
});

describe("the suggestion in an answer", () => {
  it.each([
    ["A red house.", "A red house."],
    ["<think>Hm.</think>\n\nA red house.", "A red house."],
    ['"A red house."', "A red house."],
    ["**A red house.**", "A red house."],
    ["Here is the new description:\nA red house.", "A red house."],
    ["## Description\n\nA red house.", "A red house."],
    ["描述：一座红房子。", "一座红房子。"],
    ["A\0 house \ud800.", "A house \ufffd."],
    ["", ""],
  ])("%j is %j", (answer, prompt) => {
    expect(readSuggestion(answer, false)).toEqual({ prompt, negativePrompt: null });
  });

  it("has what to keep out apart", () => {
    const expected = { prompt: "A red house.", negativePrompt: "fog, people" };
    expect(readSuggestion("A red house.\nAVOID: fog, people", true)).toEqual(expected);
    expect(readSuggestion("A red house.\n\n**AVOID:** fog, people", true)).toEqual(expected);
    expect(readSuggestion("A red house.\nAvoid： fog, people\n", true)).toEqual(expected);
    expect(readSuggestion("A red house.", true)).toEqual({ prompt: "A red house.", negativePrompt: null });
  });

  it("is never longer than a prompt may be", () => {
    const { prompt } = readSuggestion(`${"A very long sentence stands here. ".repeat(300)}`, false);
    expect(prompt.length).toBeLessThanOrEqual(4_000);
    expect(prompt.endsWith("here.")).toBe(true);
    expect(readSuggestion("长".repeat(9_000), false).prompt.length).toBe(4_000);
    expect(readSuggestion(`A.\nAVOID: ${"fog, ".repeat(900)}`, true).negativePrompt!.length).toBeLessThanOrEqual(2_000);
  });
});
