import { describe, expect, it } from "vitest";
import { readEnvironment } from "@/lib/env";
import { convertedPrices } from "@/lib/models/converted-prices";
import type { Unit } from "@/lib/models/schema";
import { catalogue } from "@/lib/simulator/catalogue";
import { Journal } from "@/lib/simulator/journal";
import { Ledger } from "@/lib/simulator/ledger";

const price = (currency: string, amount: string, rate: bigint, unit: Unit = "images", amountPer = 1) => ({
  ...{ currency, amount, rate, unit, amountPer, source: "A list", sourcedOn: "2026-07-21" },
});
const yuan = { currency: "USD", worths: [{ currency: "CNY", worth: "0.14" }] };

describe("a price known in another currency only", () => {
  it("is converted, and says so", () => {
    expect(convertedPrices([price("CNY", "0.3", 300_000_000n)], yuan)).toEqual([
      { ...price("USD", "0.3", 42_000_000n), source: "converted from CNY 0.3 at 0.14; A list" },
    ]);
  });

  it("is rounded up to a whole nano", () => {
    const [converted] = convertedPrices([price("CNY", "0.07", 70n, "input_tokens", 1_000_000)], yuan);
    expect(converted).toMatchObject({ rate: 10n, source: "converted from CNY 0.07 for 1000000 at 0.14; A list" });
  });

  it("stays free where it is free", () => {
    expect(convertedPrices([price("CNY", "0", 0n)], yuan)).toMatchObject([{ currency: "USD", rate: 0n }]);
  });

  it("is not mixed with prices of the installation's own currency", () => {
    const prices = [price("CNY", "0.3", 300_000_000n), price("USD", "1", 1n, "requests")];
    expect(convertedPrices(prices, yuan)).toEqual([]);
  });

  it("is free without a rate between currencies where all of it is free", () => {
    const free = [price("CNY", "0", 0n, "input_tokens", 1_000_000), price("CNY", "0", 0n, "output_tokens", 1_000_000)];
    expect(convertedPrices(free, { currency: "USD", worths: [] })).toEqual(
      free.map((each) => ({ ...each, currency: "USD", source: "converted from CNY 0 for 1000000; A list" })),
    );
    const [input, output] = free;
    const partly = [input!, { ...output!, amount: "1", rate: 1_000n }];
    expect(convertedPrices(partly, { currency: "USD", worths: [] })).toEqual([]);
    expect(convertedPrices([input!, price("EUR", "0.3", 300_000_000n)], { currency: "USD", worths: [] })).toEqual([]);
  });

  it("stays unknown without a rate", () => {
    expect(convertedPrices([price("CNY", "0.3", 300_000_000n)], { currency: "USD", worths: [] })).toEqual([]);
    expect(convertedPrices([], yuan)).toEqual([]);
  });
});

it("costs at the simulated provider what it costs here", async () => {
  const { readCatalogueFile } = await import("@/lib/models/seed-catalogue");
  const { rateOf } = await import("@/lib/models/schema");
  const { models } = await readCatalogueFile();
  const ledger = new Ledger(new Journal(), "USD", () => 0, { CNY: "0.14" });
  const differing = catalogue.filter((simulated) => {
    const published = models
      .find(({ id }) => id === simulated.id)!
      .prices.map((each) => ({ ...each, rate: rateOf(each.amount, each.amountPer)! }));
    return convertedPrices(published, yuan).some(({ unit, rate }) => {
      const { currency, costNanos } = ledger.record({ traceId: "", path: "" }, simulated, { [unit]: 1 });
      return currency !== "USD" || BigInt(costNanos) !== rate;
    });
  });
  expect(differing.map(({ id }) => id)).toEqual([]);
});

describe("CURRENCY_RATES", () => {
  const required = { AUTH_SECRET: "a".repeat(32), DATABASE_URL: "postgresql://localhost/silica" };

  it("names what other currencies are worth", () => {
    expect(readEnvironment({ ...required, CURRENCY_RATES: "CNY=0.14, EUR=1.08" }).CURRENCY_RATES).toEqual([
      { currency: "CNY", worth: "0.14" },
      { currency: "EUR", worth: "1.08" },
    ]);
  });

  it.each(["CNY", "CNY=", "CNY=0", "CNY=0.00", "cny=1", "CNY=-1", "CNY=1e3", "CNY=0.1234567890"])(
    "refuses %s",
    (list) => {
      expect(() => readEnvironment({ ...required, CURRENCY_RATES: list })).toThrow("CURRENCY_RATES");
    },
  );
});
