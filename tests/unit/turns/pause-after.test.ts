import { describe, expect, it } from "vitest";
import { ProviderError, type ProviderFailure } from "@/lib/siliconflow";
import { pauseAfter } from "@/lib/turns/pause-after";

const failure = (over: Partial<ProviderFailure>) =>
  new ProviderError({ reason: "rate_minute", status: 429, retryable: true, outcome: "refused", ...over });

describe("a pause", () => {
  it.each([
    [
      { reason: "rate_minute", retryAfterMs: 9_000 },
      { scope: "model", pauseMs: 9_000 },
    ],
    [
      { reason: "rate_day", retryAfterMs: 90_000_000 },
      { scope: "model", pauseMs: 3_600_000 },
    ],
    [{ reason: "overloaded" }, { scope: "model", pauseMs: 5_000 }],
    [{ reason: "unreachable" }, { scope: "all", pauseMs: 5_000 }],
    [{ reason: "key" }, { scope: "all", pauseMs: 60_000 }],
    [{ reason: "balance_or_verification" }, { scope: "all", pauseMs: 60_000 }],
    [{ reason: "permission" }, { scope: "model", pauseMs: 60_000 }],
    [{ reason: "moderation" }, undefined],
    [{ reason: "provider_fault" }, undefined],
    [{ reason: "unreachable", outcome: "unknown" }, undefined],
  ] as [Partial<ProviderFailure>, object | undefined][])("after %o", (over, pause) => {
    expect(pauseAfter(failure(over))).toEqual(pause);
  });

  it("follows no failure of ours", () => {
    expect(pauseAfter(new Error("no"))).toBeUndefined();
  });
});
