import { expect, it } from "vitest";
import { readLimit } from "@/components/admin/limit";

it.each([
  ["", null],
  ["  ", null],
  ["0", "0"],
  ["20", "20000000000"],
  ["12.50", "12500000000"],
  ["12,50", "12500000000"],
  ["0.000000001", "1"],
  ["1,000", undefined],
  ["-1", undefined],
  ["1e9", undefined],
  ["1.0000000001", undefined],
  ["ten", undefined],
])("a limit of %j is %j", (text, nanos) => {
  expect(readLimit(text)).toBe(nanos);
});
