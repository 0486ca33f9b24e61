import { describe, expect, it } from "vitest";
import { namedIn, pauseMs } from "@/components/creations/feed";
import { readOneAtATime } from "@/components/creations/use-creations";

describe("namedIn", () => {
  const id = "0199b3a0-0000-7000-8000-000000000001";
  it.each([
    [`{"id":"${id}"}`, id],
    [`"${id}"`, id],
    [id, id],
    ["{}", undefined],
    ["null", undefined],
    ["hello", undefined],
  ])("%s", (data, expected) => expect(namedIn(data)).toBe(expected));
});

it("waits longer after each failure, up to half a minute and a bit", () => {
  expect([0, 1, 2, 20].map((failures) => pauseMs(failures, 0.5))).toEqual([1_000, 2_000, 4_000, 30_000]);
});

it("reads a thing once more where it changed while it was read, and never twice at once", async () => {
  const reads: string[] = [];
  const ends: (() => void)[] = [];
  const read = readOneAtATime((id) => {
    reads.push(id);
    return new Promise((resolve) => ends.push(resolve));
  });
  read("a");
  read("a");
  read("a");
  read("b");
  expect(reads).toEqual(["a", "b"]);
  ends[0]!();
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  expect(reads).toEqual(["a", "b", "a"]);
});
