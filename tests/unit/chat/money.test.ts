import { describe, expect, it } from "vitest";
import { addReceipts, toReceipt } from "@/lib/chat/receipt";
import { calibration, closingOf, type CallSummary } from "@/lib/chat/settlement";

const reported = { inputTokens: 100, cachedInputTokens: 40, outputTokens: 50 };
const paid = (outputTokens: number, basis: string, outcome: string) => ({
  counts: { ...reported, outputTokens },
  basis,
  outcome,
});
const measured = (outputTokens: number, outcome: string) => ({
  counts: { inputTokens: 90, cachedInputTokens: 0, outputTokens },
  basis: "measured",
  outcome,
});

const cases: [string, Omit<CallSummary, "promptTokens">, unknown][] = [
  [
    "a whole answer: as reported",
    { state: "complete", call: "whole", reported, answerTokens: 60 },
    paid(50, "reported", "complete"),
  ],
  [
    "a whole answer without usage: as measured",
    { state: "complete", call: "whole", answerTokens: 60 },
    measured(60, "complete"),
  ],
  [
    "a stopped one: the last count",
    { state: "stopped", call: "cut", reported, answerTokens: 60 },
    paid(50, "measured", "stopped"),
  ],
  [
    "a stopped one counted long ago: as measured",
    { state: "stopped", call: "cut", reported, answerTokens: 101 },
    paid(101, "measured", "stopped"),
  ],
  [
    "an interrupted one without usage",
    { state: "interrupted", call: "cut", answerTokens: 7 },
    measured(7, "interrupted"),
  ],
  [
    "stopped before anything came: what was sent",
    { state: "stopped", call: "cut", answerTokens: 0 },
    measured(0, "stopped"),
  ],
  ["refused", { state: "failed", call: "refused", answerTokens: 0 }, "cancel"],
  ["never asked", { state: "stopped", call: "not_made", answerTokens: 0 }, "cancel"],
  [
    "nobody knows",
    { state: "failed", call: "unknown", answerTokens: 0 },
    { counts: { inputTokens: 90, outputTokens: 0 }, basis: "estimated", outcome: "unknown" },
  ],
  [
    "an empty answer with usage",
    { state: "failed", call: "whole", reported: { ...reported, outputTokens: 0 }, answerTokens: 0 },
    paid(0, "reported", "failed"),
  ],
];

describe("what a call is paid as", () => {
  it.each(cases)("%s", (_, summary, expected) => {
    expect(closingOf({ ...summary, promptTokens: 90 })).toEqual(expected);
  });
});

it("our estimate is corrected by the count of a prompt that is long enough to tell", () => {
  expect(calibration(1_000, { inputTokens: 1_200, outputTokens: 0 })).toBeCloseTo(1.2);
  expect(calibration(1_000, { inputTokens: 90_000, outputTokens: 0 })).toBe(2);
  expect(calibration(50, { inputTokens: 90, outputTokens: 0 })).toBe(1);
  expect(calibration(1_000, undefined)).toBe(1);
});

it("two calls of one answer stand on one receipt", () => {
  const rest = {
    modelId: "m",
    parameters: {},
    finishReason: "length",
    firstTokenMs: 10,
    totalMs: 100,
    traceId: "a",
    contextTokens: 9,
  };
  const first = toReceipt({
    ...rest,
    basis: "measured",
    usage: { input_tokens: 3, output_tokens: 4, images: 0 },
    settlement: { costNanos: 70n, currency: "USD", rates: { input_tokens: 10n, output_tokens: 10n } },
  });
  expect(first).toMatchObject({
    units: { input_tokens: 3, output_tokens: 4 },
    costNanos: "70",
    rates: { input_tokens: "10" },
  });
  const second = { ...first, basis: "reported" as const, finishReason: "stop", firstTokenMs: 20, traceId: "b" };
  expect(addReceipts(null, second)).toBe(second);
  expect(addReceipts(first, second)).toMatchObject({
    units: { input_tokens: 6, output_tokens: 8 },
    costNanos: "140",
    basis: "measured",
    finishReason: "stop",
    firstTokenMs: 10,
    totalMs: 200,
    traceId: "b",
  });
});
