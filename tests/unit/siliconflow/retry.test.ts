import { describe, expect, it } from "vitest";
import { failureOfNetwork, failureOfStatus, type ProviderError } from "@/lib/siliconflow/errors";
import { readRetryAfter, retryDelay, withRetries } from "@/lib/siliconflow/retry";
import { completeSettings } from "@/lib/siliconflow/settings";

const policy = { attempts: 3, retryBaseMs: 1_000, retryCapMs: 30_000 };
const status = (code: number, limitKind?: "RPM" | "RPD"): ProviderError =>
  failureOfStatus(code, limitKind ? { limitKind } : {}, { repeat: "answer" });

describe("retryDelay", () => {
  it.each([
    [status(429, "RPM"), 1, undefined, 500],
    [status(429, "RPM"), 2, undefined, 1_000],
    [status(429, "RPM"), 3, undefined, undefined],
    [status(429, "RPD"), 1, undefined, undefined],
    [status(429, "RPM"), 1, 5_000, 5_000],
    [status(429, "RPM"), 1, 100, 500],
    [status(429, "RPM"), 1, 31_000, undefined],
    [status(500), 1, undefined, 500],
    [status(502), 2, undefined, 1_000],
    [status(503), 1, 2_000, 2_000],
    [status(504), 1, undefined, 500],
    [status(400), 1, undefined, undefined],
    [status(401), 1, undefined, undefined],
    [status(402), 1, undefined, undefined],
    [status(403), 1, undefined, undefined],
    [status(404), 1, undefined, undefined],
    [status(410), 1, undefined, undefined],
    [status(413), 1, undefined, undefined],
    [status(451), 1, undefined, undefined],
    [failureOfNetwork("refused_connection", { repeat: "once", sent: false }), 1, undefined, 500],
    [failureOfNetwork("dropped", { repeat: "once", sent: true }), 1, undefined, undefined],
  ] as const)("%s after attempt %i, asked for %s: %s", (error, attempt, asked, delay) => {
    expect(retryDelay(error, attempt, policy, () => 0.5, asked)).toBe(delay);
  });

  it("repeats a 500 twice at most, whatever the number of attempts", () => {
    const generous = { ...policy, attempts: 9 };
    expect(retryDelay(status(500), 2, generous, () => 0)).toBe(0);
    expect(retryDelay(status(500), 3, generous, () => 0)).toBeUndefined();
    expect(retryDelay(status(503), 3, generous, () => 0)).toBe(0);
  });

  it("is bounded and jittered", () => {
    const generous = { ...policy, attempts: 99 };
    expect(retryDelay(status(503), 20, generous, () => 1)).toBe(30_000);
    expect(retryDelay(status(503), 20, generous, () => 0)).toBe(0);
  });
});

describe("readRetryAfter", () => {
  const now = Date.UTC(2026, 0, 1);
  it.each([
    [undefined, undefined],
    ["", undefined],
    ["soon", undefined],
    ["3", 3_000],
    ["0.5", 500],
    [new Date(now + 60_000).toUTCString(), 60_000],
    [new Date(now - 60_000).toUTCString(), 0],
  ])("%s is %s", (header, expected) => expect(readRetryAfter(header, now)).toBe(expected));
});

describe("withRetries", () => {
  function clock() {
    const slept: number[] = [];
    let now = 0;
    const settings = completeSettings({
      baseUrl: "http://provider.test",
      apiKey: "k",
      now: () => now,
      random: () => 1,
      sleep: async (milliseconds) => {
        slept.push(milliseconds);
        now += milliseconds;
      },
    });
    return { settings, slept, pass: (milliseconds: number) => (now += milliseconds) };
  }

  it("makes three attempts in all", async () => {
    const { settings, slept } = clock();
    let made = 0;
    const failing = withRetries(settings, { repeat: "answer" }, async () => {
      made += 1;
      throw status(503);
    });
    await expect(failing).rejects.toMatchObject({ reason: "overloaded" });
    expect(made).toBe(3);
    expect(slept).toEqual([1_000, 2_000]);
  });

  it("never outlasts the whole call's time", async () => {
    const { settings, pass } = clock();
    let made = 0;
    const failing = withRetries(settings, { repeat: "answer", totalTimeoutMs: 5_000 }, async ({ remainingMs }) => {
      made += 1;
      expect(remainingMs).toBeLessThanOrEqual(5_000);
      pass(4_500);
      throw status(503);
    });
    await expect(failing).rejects.toMatchObject({ reason: "overloaded" });
    expect(made).toBe(1);
  });

  it("obeys what the provider asked for, and leaves other errors alone", async () => {
    const { settings, slept } = clock();
    let made = 0;
    const result = await withRetries(settings, { repeat: "free" }, async ({ askedToWait }) => {
      made += 1;
      if (made === 2) return "done";
      askedToWait(4_000);
      throw status(429, "RPM");
    });
    expect([result, slept]).toEqual(["done", [4_000]]);
    await expect(
      withRetries(settings, { repeat: "free" }, () => Promise.reject(new TypeError("ours"))),
    ).rejects.toThrow("ours");
  });
});
