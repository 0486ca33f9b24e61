import { expect, it } from "vitest";
import { sumReceipts, type CreationReceipt } from "@/lib/creations/schema";

const receipt = (bytes: number, traceId: string): CreationReceipt => ({
  modelId: "maker/speaker",
  parameters: { voice: "maker/speaker:alex" },
  units: { utf8_bytes: bytes },
  rates: { utf8_bytes: "7150" },
  costNanos: String(bytes * 7_150),
  currency: "USD",
  basis: "measured",
  seed: null,
  traceId,
  inferenceMs: 5,
  totalMs: 100,
});

it("is one receipt for all calls of a speech", () => {
  expect(sumReceipts([])).toBeUndefined();
  expect(sumReceipts([receipt(10, "a")])).toEqual(receipt(10, "a"));
  expect(sumReceipts([receipt(10, "a"), receipt(5, "b")])).toMatchObject({
    units: { utf8_bytes: 15 },
    costNanos: "107250",
    totalMs: 200,
    traceId: null,
    parameters: { voice: "maker/speaker:alex" },
  });
});
