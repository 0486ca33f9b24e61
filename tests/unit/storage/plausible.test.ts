import { expect, test } from "vitest";
import { isPlausible } from "@/lib/storage/check/plausible";

test.each([
  [{ rowCount: 0, missingCount: 0, fileCount: 0, strayCount: 0 }, true],
  [{ rowCount: 10, missingCount: 10, fileCount: 12, strayCount: 12 }, true],
  [{ rowCount: 1_000, missingCount: 100, fileCount: 1_000, strayCount: 100 }, true],
  // an empty folder where the storage should be mounted
  [{ rowCount: 1_000, missingCount: 1_000, fileCount: 0, strayCount: 0 }, false],
  [{ rowCount: 1_000, missingCount: 101, fileCount: 900, strayCount: 0 }, false],
  // a copy of the database beside the bucket of the original
  [{ rowCount: 1_000, missingCount: 0, fileCount: 2_000, strayCount: 1_000 }, false],
  [{ rowCount: 0, missingCount: 0, fileCount: 21, strayCount: 21 }, false],
])("%j: %s", (counted, plausible) => {
  expect(isPlausible(counted)).toBe(plausible);
});
