import { describe, expect, it } from "vitest";
import { addressOf, noticeOf, standOf } from "@/components/shell/tray-notices";
import type { CallState, Creation, CreationCall, CreationOutput } from "@/lib/creations/schema";

const output = (state: CreationOutput["state"]) => ({
  id: `output-${state}`,
  state,
  asset: state === "done" ? {} : null,
});
const call = (state: CallState, outputs: CreationOutput["state"][] = [], place: number | null = null) =>
  ({ state, place, outputs: outputs.map(output) }) as unknown as CreationCall;
const creation = (...calls: CreationCall[]) => ({ id: "id", kind: "video", calls }) as unknown as Creation;

describe("noticeOf", () => {
  it.each([
    ["done", creation(call("done", ["done"])), "done"],
    ["one of several failed", creation(call("failed"), call("done", ["done"])), "done"],
    ["failed", creation(call("failed")), "failed"],
    ["could not be saved", creation(call("failed", ["failed"])), "failed"],
    ["perhaps made", creation(call("unknown")), "failed"],
    ["cancelled", creation(call("cancelled")), undefined],
    ["under way", creation(call("done", ["done"]), call("running")), undefined],
    ["being saved", creation(call("saving", ["saving"])), undefined],
  ])("of what is %s", (_, made, notice) => {
    expect(noticeOf(made)).toBe(notice);
  });
});

describe("standOf", () => {
  it.each([
    [creation(call("waiting", [], 3), call("waiting", [], 2)), { state: "waiting", place: 2 }],
    [creation(call("waiting", [], 3), call("running")), { state: "working", place: null }],
    [creation(call("submitted")), { state: "working", place: null }],
    [creation(call("saving", ["saving"])), { state: "saving", place: null }],
  ])("says how far the furthest call is (%#)", (made, stand) => {
    expect(standOf(made)).toEqual(stand);
  });
});

it("leads to the result, or to the studio while there is none", () => {
  expect(addressOf(creation(call("done", ["done"])))).toBe("/videos?creation=id&item=output-done");
  expect(addressOf(creation(call("running")))).toBe("/videos?creation=id");
  expect(addressOf({ ...creation(call("failed")), kind: "image" })).toBe("/images?creation=id");
});
