import { describe, expect, it } from "vitest";
import { relativeTime } from "@/components/ui/relative";

const now = Date.parse("2026-11-23T12:00:00Z");
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe("a relative time", () => {
  it.each([
    [0, "now"],
    [-30_000, "now"],
    [-5 * minute, "5 minutes ago"],
    [-50 * minute, "1 hour ago"],
    [-23 * hour, "yesterday"],
    [3 * day, "in 3 days"],
    [-60 * day, "2 months ago"],
    [-400 * day, "last year"],
  ])("of %d ms reads %j", (difference, words) => {
    expect(relativeTime(now + difference, now, "en")).toBe(words);
  });

  it("speaks the reader's language", () => {
    expect(relativeTime(now - 5 * minute, now, "zh-CN")).toBe("5分钟前");
  });
});
