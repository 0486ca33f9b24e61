import { describe, expect, it } from "vitest";
import { toUsage } from "@/lib/siliconflow/usage";

describe("toUsage", () => {
  it.each([
    ["negative", -5],
    ["text", "12"],
    ["nothing", null],
    ["beyond all models", 1e12],
    ["beyond all numbers", JSON.parse("1e400") as number],
  ])("takes a count that is %s for none", (_, odd) => {
    expect(toUsage({ prompt_tokens: odd, completion_tokens: 7 })).toMatchObject({ inputTokens: 0, outputTokens: 7 });
    expect(toUsage({ prompt_tokens: 7, completion_tokens: odd })).toMatchObject({ inputTokens: 7, outputTokens: 0 });
  });

  it("counts no more cached or thought tokens than there are", () => {
    const raw = {
      ...{ prompt_tokens: 10, completion_tokens: 5, prompt_cache_hit_tokens: 99 },
      completion_tokens_details: { reasoning_tokens: 99 },
    };
    expect(toUsage(raw)).toMatchObject({ cachedInputTokens: 10, reasoningTokens: 5 });
  });
});
