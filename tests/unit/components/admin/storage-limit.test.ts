import { expect, test } from "vitest";
import { readStorageLimit, writtenStorageLimit } from "@/components/admin/storage-limit";
import { StorageLimitInput } from "@/lib/storage/schema";

test.each([
  ["", "standard"],
  ["  ", "standard"],
  ["0", "none"],
  ["0.0004", undefined],
  ["0.000", "none"],
  ["20", "20000000000"],
  [" 0,5 ", "500000000"],
  ["999999.999", "999999999000000"],
  ["1000000", undefined],
  ["-1", undefined],
  ["1e3", undefined],
  ["a lot", undefined],
])("%j is %j", (text, limit) => {
  expect(readStorageLimit(text)).toBe(limit);
  if (limit !== undefined) expect(StorageLimitInput.safeParse({ limit }).success).toBe(true);
});

test("is written as it is read", () => {
  expect(writtenStorageLimit({ ownLimit: false, limitBytes: 5 })).toBe("");
  expect(writtenStorageLimit({ ownLimit: true, limitBytes: null })).toBe("0");
  expect(writtenStorageLimit({ ownLimit: true, limitBytes: 500_000_000 })).toBe("0.5");
  expect(writtenStorageLimit({ ownLimit: true, limitBytes: 20_000_000_000 })).toBe("20");
});
