import { describe, expect, it } from "vitest";
import { ProviderError, type ProviderFailure } from "@/lib/siliconflow";
import { judgeTrouble, pollDelayMs } from "@/lib/videos/poll-schedule";

it.each([
  [-1_000, 5_000],
  [0, 5_000],
  [60_000, 7_500],
  [120_000, 10_000],
  [3_600_000, 10_000],
])("%i ms after its submission a clip is asked about every %i ms", (since, pause) => {
  expect(pollDelayMs(since, 5_000)).toBe(pause);
});

describe("judgeTrouble", () => {
  const failure = (reason: ProviderFailure["reason"], retryAfterMs?: number) =>
    new ProviderError({
      reason,
      status: 500,
      retryable: false,
      outcome: "refused",
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });

  it.each([
    ["parameters", undefined, { forgotten: true }],
    ["model_unknown", undefined, { forgotten: true }],
    ["provider_fault", undefined, { afterMs: 20_000 }],
    ["rate_minute", 30_000, { afterMs: 30_000 }],
    ["rate_day", 3_600_000, { afterMs: 300_000 }],
    ["key", undefined, { afterMs: 20_000 }],
    ["malformed", undefined, { afterMs: 20_000 }],
  ] as const)("takes %s for what it is", (reason, retryAfterMs, judged) => {
    expect(judgeTrouble(failure(reason, retryAfterMs), 5_000)).toEqual(judged);
  });

  it("leaves our own errors alone", () => {
    expect(judgeTrouble(new Error("ours"), 5_000)).toBeUndefined();
  });
});
