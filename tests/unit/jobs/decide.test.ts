import { describe, expect, it } from "vitest";
import { ProviderError } from "@/lib/siliconflow";
import { isLast, stepAfter } from "@/lib/jobs/decide";
import { Postpone } from "@/lib/jobs/postpone";

const now = new Date("2026-11-23T12:00:00Z");
const inMs = (ms: number) => new Date(now.getTime() + ms);
const fault = new Error("no");
const blocked = new ProviderError({ reason: "key", status: 401, retryable: false, outcome: "refused" });
const run = { attempt: 1, attempts: 5, deadline: null, last: false };

describe("a run", () => {
  it("is the last by its number, or with a deadline by the time alone", () => {
    expect(isLast({ ...run, attempt: 4 }, now)).toBe(false);
    expect(isLast({ ...run, attempt: 5 }, now)).toBe(true);
    expect(isLast({ ...run, attempt: 50, deadline: inMs(1) }, now)).toBe(false);
    expect(isLast({ ...run, deadline: now }, now)).toBe(true);
  });

  it("that failed is repeated with growing pauses", () => {
    const delays = [1, 2, 3].map((attempt) => stepAfter(fault, { ...run, attempt }, now));
    expect(delays).toEqual([2_000, 4_000, 8_000].map((delayMs) => ({ kind: "wait", delayMs, counts: true })));
    expect(stepAfter(fault, { ...run, last: true }, now)).toEqual({ kind: "over" });
  });

  it("with a deadline is repeated until then, at it for the last time", () => {
    const deadline = inMs(3_000);
    expect(stepAfter(fault, { ...run, attempt: 1, deadline }, now)).toMatchObject({ delayMs: 2_000 });
    expect(stepAfter(fault, { ...run, attempt: 9, deadline }, now)).toMatchObject({ delayMs: 3_000 });
    expect(stepAfter(fault, { ...run, attempt: 99, deadline: inMs(3_600_000) }, now)).toMatchObject({
      delayMs: 20_000,
    });
    expect(stepAfter(fault, { ...run, deadline: inMs(-1) }, now)).toMatchObject({ kind: "wait", delayMs: 0 });
    expect(stepAfter(fault, { ...run, deadline: inMs(-1), last: true }, now)).toEqual({ kind: "over" });
  });

  it("that was postponed, or met a blocked account, is no failure", () => {
    expect(stepAfter(new Postpone(50), { ...run, last: true }, now)).toEqual({
      kind: "wait",
      delayMs: 50,
      counts: false,
    });
    expect(stepAfter(blocked, { ...run, last: true }, now)).toMatchObject({ kind: "wait", counts: false });
    expect(stepAfter(new Postpone(5_000), { ...run, deadline: inMs(9) }, now)).toMatchObject({ delayMs: 9 });
    expect(stepAfter(new Postpone(5_000), { ...run, deadline: now, last: true }, now)).toEqual({ kind: "over" });
  });
});
