import { describe, expect, it } from "vitest";
import { curlCommand } from "@/components/chat/curl";
import { estimateMessage, remainingOf } from "@/components/chat/estimate";
import { shortCount, shortDuration, shortModelName } from "@/components/chat/quantities";
import { aModel, anAnswer, aReceipt } from "./factories";

describe("the price before sending", () => {
  it("is the tokens sent and an answer of usual length", () => {
    const estimate = estimateMessage(aModel(), 1_000, [], {});
    expect(estimate).toMatchObject({
      inputTokens: 1_000,
      outputTokens: 500,
      inputNanos: 100_000n,
      outputNanos: 200_000n,
    });
    expect(estimate?.totalNanos).toBe(300_000n);
  });

  it("learns from the answers before, and keeps to the longest allowed", () => {
    const answers = [300, 100].map((count, index) =>
      anAnswer(`a${index}`, "q", { receipt: aReceipt({ units: { output_tokens: count } }) }),
    );
    expect(estimateMessage(aModel(), 10, answers, {})?.outputTokens).toBe(200);
    expect(estimateMessage(aModel(), 10, answers, { maxTokens: 50 })?.outputTokens).toBe(50);
    expect(estimateMessage(aModel({ id: "other" }), 10, answers, {})?.outputTokens).toBe(500);
  });

  it("counts thinking, unless it is switched off", () => {
    const { capabilities } = aModel();
    const thinker = aModel({ capabilities: { ...capabilities, reasoning: true, thinkingSwitch: true } });
    expect(estimateMessage(thinker, 10, [], {})?.outputTokens).toBe(2_000);
    expect(estimateMessage(thinker, 10, [], { thinking: false })?.outputTokens).toBe(500);
  });

  it("is unknown without a price", () => {
    expect(estimateMessage(aModel({ prices: [] }), 10, [], {})).toBeUndefined();
    expect(estimateMessage(undefined, 10, [], {})).toBeUndefined();
  });

  it("stands against what is left of the quota", () => {
    const quota = { period: "2026-11", resetsAt: "2026-12-01T00:00:00.000Z", currency: "USD" };
    expect(remainingOf({ ...quota, limitNanos: null, spentNanos: "5", heldNanos: "0" })).toBeNull();
    expect(remainingOf({ ...quota, limitNanos: "10", spentNanos: "5", heldNanos: "2" })).toBe(3n);
    expect(remainingOf({ ...quota, limitNanos: "10", spentNanos: "15", heldNanos: "0" })).toBe(0n);
  });
});

describe("figures in few characters", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [1_000, "1k"],
    [1_340, "1.3k"],
    [131_072, "131k"],
    [999_499, "999k"],
    [1_048_576, "1M"],
  ])("%i is %s", (count, expected) => expect(shortCount(count)).toBe(expected));

  it.each([
    [30, "0.1 s"],
    [3_140, "3.1 s"],
    [9_960, "10 s"],
    [59_400, "59 s"],
    [125_000, "2 min 5 s"],
  ])("%i ms is %s", (ms, expected) => expect(shortDuration(ms)).toBe(expected));

  it("names a model by the last part of its id", () => {
    expect(shortModelName("Pro/deepseek-ai/DeepSeek-V3")).toBe("DeepSeek-V3");
    expect(shortModelName("plain")).toBe("plain");
  });
});

describe("the call as a command", () => {
  it("quotes everything for the shell and leaves the key out", () => {
    const command = curlCommand({ modelId: "m", parameters: { topP: 0.9, thinking: false } }, "be brief", [
      { role: "user", content: "it's $HOME `x`" },
    ]);
    expect(command).toContain(`it'\\''s $HOME`);
    expect(command).toContain('"top_p": 0.9');
    expect(command).toContain('"enable_thinking": false');
    expect(command).toContain("Bearer $SILICONFLOW_API_KEY");
  });
});
