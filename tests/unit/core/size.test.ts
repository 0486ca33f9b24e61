import { expect, test } from "vitest";
import { formatSize } from "@/lib/core";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [1_499, "1 kB"],
  [1_250_000, "1.3 MB"],
  [250_400_000, "250 MB"],
  [20_000_000_000, "20 GB"],
  [1_234_000_000_000, "1.2 TB"],
  [5e18, "5,000 PB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatSize(bytes, "en")).toBe(text);
});
