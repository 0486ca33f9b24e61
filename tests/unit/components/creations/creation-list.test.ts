import { describe, expect, it } from "vitest";
import { isUnderWay, withAsset, withCreation } from "@/components/creations/creation-list";
import { asset, call, creation, output } from "./samples";

const at = (id: string, minute: number) => creation(id, { createdAt: `2026-11-23T10:0${minute}:00.000Z` });

describe("withCreation", () => {
  it("puts a new one in its place, newest first", () => {
    const list = [at("c", 5), at("a", 1)];
    expect(withCreation(list, at("d", 6)).map(({ id }) => id)).toEqual(["d", "c", "a"]);
    expect(withCreation(list, at("b", 3)).map(({ id }) => id)).toEqual(["c", "b", "a"]);
    expect(withCreation(list, at("0", 0)).map(({ id }) => id)).toEqual(["c", "a", "0"]);
  });
  it("takes the place of what it was before", () => {
    const changed = { ...at("c", 5), prompt: "a dog" };
    expect(withCreation([at("c", 5), at("a", 1)], changed)).toEqual([changed, at("a", 1)]);
  });
});

describe("withAsset", () => {
  const made = creation("a", { calls: [call("1", { state: "done", outputs: [output("x"), output("y")] })] });

  it("changes the one result and leaves the rest as they are", () => {
    const other = creation("b");
    const [changed, same] = withAsset([made, other], "asset-x", { favourite: true });
    expect(changed?.calls[0]?.outputs.map((each) => each.asset?.favourite)).toEqual([true, false]);
    expect(same).toBe(other);
  });
  it("takes a result away", () => {
    const [changed] = withAsset([made], "asset-y", null);
    expect(changed?.calls[0]?.outputs.map((each) => each.asset)).toEqual([asset("asset-x"), null]);
  });
});

describe("isUnderWay", () => {
  it.each([
    ["waiting", [], true],
    ["running", [], true],
    ["unknown", [], false],
    ["done", [output("x")], false],
    ["done", [output("x", { state: "saving", asset: null })], true],
  ] as const)("%s", (state, outputs, expected) => {
    expect(isUnderWay(creation("a", { calls: [call("1", { state, outputs: [...outputs] })] }))).toBe(expected);
  });
});
