import { describe, expect, it } from "vitest";
import file from "@/prisma/seed/models.json";
import { convertedPrices } from "@/lib/models/converted-prices";
import { sourceText } from "@/lib/models/source-text";

const price = {
  ...{ unit: "input_tokens" as const, currency: "CNY", amount: "4", amountPer: 1_000_000, rate: 4_000n },
  ...{ source: "SiliconFlow China model catalogue", sourcedOn: "2026-05-01" },
};
const usd = { currency: "USD", worths: [{ currency: "CNY", worth: "0.14" }] };

describe("where a price is from", () => {
  it("is said in the person's language, for every source of the reviewed file", () => {
    const sources = new Set(file.models.flatMap((model) => model.prices.map(({ source }) => source)));
    expect(sources.size).toBeGreaterThan(1);
    for (const source of sources) {
      expect(sourceText(source, "en")).toBe(source);
      expect(sourceText(source, "zh-CN")).toMatch(/\p{Script=Han}/u);
    }
  });

  it("tells what was converted, from what and how", () => {
    const [converted] = convertedPrices([price], usd);
    expect(sourceText(converted!.source, "en")).toBe("SiliconFlow China model catalogue (CNY 4 / 1M × 0.14)");
    expect(sourceText(converted!.source, "zh-CN")).toBe("硅基流动中国站模型目录（CNY 4 / 100万 × 0.14）");
    const [free] = convertedPrices([{ ...price, amount: "0", rate: 0n, amountPer: 1 }], { ...usd, worths: [] });
    expect(sourceText(free!.source, "en")).toBe("SiliconFlow China model catalogue (CNY 0)");
  });

  it("stays as an administrator wrote it", () => {
    for (const written of ["Contract of May 2026", "converted from memory", "converted from CNY x; y", "constructor"]) {
      expect(sourceText(written, "zh-CN")).toBe(written);
    }
  });
});
