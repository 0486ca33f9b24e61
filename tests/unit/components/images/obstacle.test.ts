import { describe, expect, it } from "vitest";
import { improvementEstimate } from "@/components/images/improving";
import { findObstacle } from "@/components/images/obstacle";
import { drawSeed } from "@/components/images/seed-field";
import { spendingKey } from "@/components/images/use-quota-of";
import { call, creation } from "../creations/samples";
import { drawing, editing, quota, settings } from "./samples";

const nothing = { uploading: false, quota: quota() };

describe("findObstacle", () => {
  it("finds none where all is well", () => expect(findObstacle(drawing, settings(drawing), nothing)).toBeUndefined());
  it("wants words", () =>
    expect(findObstacle(drawing, settings(drawing, { prompt: " \n" }), nothing)).toEqual({ reason: "prompt" }));
  it("waits for pictures under way", () =>
    expect(findObstacle(editing, settings(editing), { ...nothing, uploading: true })).toEqual({ reason: "uploading" }));
  it("wants a picture where the model does", () =>
    expect(findObstacle(editing, settings(editing), nothing)).toMatchObject({
      reason: "problem",
      problem: { reason: "pictures_missing" },
    }));
  it("says what the allowance does not cover", () =>
    expect(
      findObstacle(drawing, settings(drawing, { count: 4 }), {
        uploading: false,
        quota: quota({ heldNanos: "40000000" }),
      }),
    ).toEqual({ reason: "over", costNanos: 80_000_000n, restNanos: 60_000_000n }));
  it("knows no limit where there is none", () =>
    expect(
      findObstacle(drawing, settings(drawing, { count: 4 }), { ...nothing, quota: quota({ limitNanos: null }) }),
    ).toBeUndefined());
});

it("has no price for a suggestion of a model without one", () =>
  expect(improvementEstimate(undefined, "a cat")).toBeUndefined());

it.each([
  [0, 5],
  [0.9999999, 9],
])("draws seeds within the range", (chance, expected) =>
  expect(drawSeed({ min: 5, max: 9 }, () => chance)).toBe(expected),
);

it("sees that money moves when a call changes its state", () => {
  const before = [creation("a", { calls: [call("1"), call("2")] })];
  const after = [creation("a", { calls: [call("1"), call("2", { state: "done" })] })];
  expect(spendingKey(before)).not.toBe(spendingKey(after));
});
