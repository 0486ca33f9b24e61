import { expect, test } from "vitest";
import seed from "@/prisma/seed/models.json";
import { catalogue, listedSubTypes, listedTypes } from "@/lib/simulator/catalogue";

interface SeedModel {
  id: string;
  prices: { unit: string; currency: string; amountPer: number; amount: string }[];
}

test("its prices are those the product bills by", () => {
  const models = (seed as unknown as { models: SeedModel[] }).models;
  expect(models.length).toBeGreaterThan(100);
  for (const { id, prices } of models) {
    const rates = catalogue.find((model) => model.id === id)?.rates ?? {};
    for (const { unit, currency, amount, amountPer } of prices) {
      const nanos = Math.round((Number(amount) * 1e9) / amountPer);
      expect([id, currency, unit, (rates[currency] as Record<string, number> | undefined)?.[unit]]).toEqual([
        id,
        currency,
        unit,
        nanos,
      ]);
    }
  }
});

test("its models are of kinds that can be listed, and of none twice", () => {
  expect(new Set(catalogue.map((model) => model.id)).size).toBe(catalogue.length);
  for (const model of catalogue) {
    expect(listedTypes).toContain(model.type);
    expect([...listedSubTypes, "text-to-speech", "image-to-video"]).toContain(model.subType);
    for (const rates of Object.values(model.rates ?? {})) {
      for (const rate of Object.values(rates)) expect(Number.isInteger(rate)).toBe(true);
    }
  }
});
