import { describe, expect, it } from "vitest";
import { costOf, runningSince, showsUsual, slotsOf, stateName } from "@/components/creations/call-state";
import { resultsOf } from "@/components/creations/result";
import { asset, call, creation, output } from "./samples";

describe("slotsOf", () => {
  it("keeps the places of what is still to come", () => {
    const calls = [call("1", { state: "running" }), call("2", { state: "done", outputs: [output("x"), output("y")] })];
    const slots = slotsOf(creation("a", { calls }), ({ id }) => (id === "1" ? 2 : 1));
    expect(slots.map(({ key }) => key)).toEqual(["1-0", "1-1", "x", "y"]);
    expect(slots.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  });
  it("draws one place for a call that ended with nothing", () => {
    const calls = [call("1", { state: "failed" })];
    expect(slotsOf(creation("a", { calls }), () => 4)).toHaveLength(1);
  });
});

describe("resultsOf", () => {
  it("leaves out what is not there, and keeps the numbers of the rest", () => {
    const trashed = output("y", { asset: asset("asset-y", { trashedAt: "2026-11-23T10:00:00.000Z" }) });
    const failed = output("z", { state: "failed", asset: null });
    const calls = [call("1", { state: "done", outputs: [output("x"), trashed, failed, output("w")] })];
    const results = resultsOf([creation("a", { calls })]);
    expect(results.map(({ output: { id }, index }) => [id, index])).toEqual([
      ["x", 0],
      ["w", 3],
    ]);
  });
});

describe("words of a state", () => {
  it.each([
    ["submitting", "image", "making"],
    ["submitting", "video", "submitting"],
    ["running", "video", "running"],
  ] as const)("%s of %s is %s", (state, kind, name) => expect(stateName({ state }, kind)).toBe(name));

  it("counts from the sending, and while it waits from the click", () => {
    const submittedAt = "2026-11-23T10:05:00.000Z";
    expect(runningSince(call("1"))).toBe(Date.parse("2026-11-23T10:00:00.000Z"));
    expect(runningSince(call("1", { submittedAt }))).toBe(Date.parse(submittedAt));
  });

  it.each([
    ["running", 10_000, 4_000, true],
    ["running", 10_000, 16_000, false],
    ["running", null, 4_000, false],
    ["waiting", 10_000, 4_000, false],
  ] as const)("%s, usually %s, so far %s", (state, usualMs, elapsedMs, expected) => {
    expect(showsUsual(call("1", { state }), usualMs, elapsedMs)).toBe(expected);
  });
});

it("adds up what the calls cost", () => {
  expect(costOf(creation("a", { calls: [call("1"), call("2")] }))).toEqual({ nanos: 40_000_000n, currency: "USD" });
  expect(costOf(creation("a", { calls: [] }))).toBeUndefined();
});
