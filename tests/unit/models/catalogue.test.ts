import { describe, expect, it } from "vitest";
import { compareLists } from "@/lib/models/apply-provider-list";
import { mostAlike } from "@/lib/models/replacement-for";
import { rateOf, requiredUnits, type ModelSummary } from "@/lib/models/schema";
import { readCatalogueFile } from "@/lib/models/seed-catalogue";

describe("the reviewed catalogue", async () => {
  const { models } = await readCatalogueFile();

  it("names every model once", () => {
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
    expect(models.length).toBeGreaterThan(150);
  });

  it("has a source, a day and an exact rate for every price", () => {
    for (const { id, prices } of models) {
      for (const price of prices) {
        expect(price.source, id).not.toBe("");
        expect(rateOf(price.amount, price.amountPer), id).toBeTypeOf("bigint");
      }
      const units = prices.map(({ unit, currency }) => `${currency} ${unit}`);
      expect(new Set(units).size, id).toBe(units.length);
    }
  });

  it("prices every billed unit of a model in a currency, or none", () => {
    for (const { id, subType, prices } of models) {
      for (const currency of new Set(prices.map((price) => price.currency))) {
        const priced = prices.filter((price) => price.currency === currency).map(({ unit }) => unit);
        expect(priced, id).toEqual(expect.arrayContaining([...requiredUnits(subType)!]));
      }
    }
  });

  it("never prices what is off line", () => {
    expect(models.filter(({ status, prices }) => status !== "live" && prices.length)).toEqual([]);
  });
});

describe("compareLists", () => {
  const known = [
    { id: "a", state: "listed" },
    { id: "b", state: "retired" },
    { id: "c", state: "discovered" },
  ] as const;

  it.each([
    [["a", "c"], { discovered: [], retired: [], returned: [] }],
    [["a", "b", "d"], { discovered: ["d"], retired: ["c"], returned: ["b"] }],
    [[], undefined],
    [["x"], undefined],
  ])("of %j", (reported, changes) => {
    expect(compareLists(known, new Set(reported))).toEqual(changes);
  });
});

describe("mostAlike", () => {
  const capabilities = {
    ...{ tools: true, jsonMode: true, jsonSchema: false, prefix: false, fim: false, vision: false, reasoning: false },
    ...{ thinkingSwitch: false, thinkingBudget: false, toolsUnthinking: false, minP: false, reasoningEffort: null },
  };
  const model = (id: string, rate: number, extra: Partial<ModelSummary> = {}): ModelSummary => ({
    ...{ id, name: id, type: "text", subType: "chat", state: "listed", isNew: false, offered: true, defaults: {} },
    ...{ contextLength: 32_768, maxOutput: null, maxThinking: null, capabilities },
    prices: [
      { unit: "output_tokens", rateNanos: String(rate), currency: "USD", source: "a list", sourcedOn: "2026-01-01" },
    ],
    ...extra,
  });
  const lost = model("maker/Alpha-1", 100);

  it.each([
    ["its family before another", [model("other/Beta", 100), model("maker/Alpha-2", 400)], "maker/Alpha-2"],
    ["the nearest price", [model("maker/Alpha-9", 5_000), model("maker/Alpha-2", 120)], "maker/Alpha-2"],
    ["another level of service", [model("maker/Beta", 100), model("Pro/maker/Alpha-1", 150)], "Pro/maker/Alpha-1"],
    [
      "its abilities before its family",
      [
        model("maker/Alpha-2", 100, { capabilities: { ...capabilities, tools: false, jsonMode: false } }),
        model("other/Beta", 100),
      ],
      "other/Beta",
    ],
  ])("prefers %s", (_, candidates, expected) => {
    expect(mostAlike(lost, candidates)?.id).toBe(expected);
  });

  it("finds nothing among nothing", () => {
    expect(mostAlike(lost, [])).toBeUndefined();
  });
});
