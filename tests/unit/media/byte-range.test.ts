import { expect, it } from "vitest";
import { rangeOf } from "@/lib/media/byte-range";

const size = 100;

it.each([
  [null, "whole"],
  ["", "whole"],
  ["bytes=-", "whole"],
  ["bytes=a-b", "whole"],
  ["items=0-1", "whole"],
  ["bytes=0-1,5-6", "whole"],
  ["bytes=5-4", "whole"],
  [`bytes=${"9".repeat(16)}-`, "whole"],
  ["bytes=0-", { start: 0, end: 99 }],
  [" bytes=0-0 ", { start: 0, end: 0 }],
  ["bytes=10-19", { start: 10, end: 19 }],
  ["bytes=99-99", { start: 99, end: 99 }],
  ["bytes=50-500", { start: 50, end: 99 }],
  [`bytes=0-${"9".repeat(15)}`, { start: 0, end: 99 }],
  ["bytes=-1", { start: 99, end: 99 }],
  ["bytes=-500", { start: 0, end: 99 }],
  ["bytes=-0", "unsatisfiable"],
  ["bytes=100-", "unsatisfiable"],
  ["bytes=100-200", "unsatisfiable"],
])("of a hundred bytes, %j means %j", (header, range) => {
  expect(rangeOf(header, size)).toEqual(range);
});

it.each(["bytes=0-", "bytes=0-0", "bytes=-1"])("of nothing, %s cannot be had", (header) => {
  expect(rangeOf(header, 0)).toBe("unsatisfiable");
});
