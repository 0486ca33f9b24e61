import { describe, expect, it } from "vitest";
import { filterModels, inReadingOrder, readFilter } from "@/components/models/filter";
import type { ModelSummary } from "@/lib/models/schema";

const nothing = {
  tools: false,
  jsonMode: false,
  jsonSchema: false,
  prefix: false,
  fim: false,
  vision: false,
  reasoning: false,
  thinkingSwitch: false,
  thinkingBudget: false,
  toolsUnthinking: false,
  minP: false,
  reasoningEffort: null,
};

function model(id: string, part: Partial<ModelSummary> = {}): ModelSummary {
  return {
    id,
    name: id.split("/").at(-1)!,
    type: "text",
    subType: "chat",
    state: "listed",
    isNew: false,
    offered: true,
    contextLength: null,
    maxOutput: null,
    maxThinking: null,
    capabilities: nothing,
    prices: [],
    defaults: {},
    ...part,
  };
}

const models = [
  model("vendor/embed", { subType: "embedding" }),
  model("vendor/Deep-R1", { capabilities: { ...nothing, reasoning: true } }),
  model("vendor/Deep-V3", { offered: false }),
  model("other/Kwan"),
];
const ids = (list: ModelSummary[]) => list.map(({ id }) => id);

describe("the catalogue", () => {
  it.each([
    [{ q: "deep VENDOR" }, ["vendor/Deep-R1", "vendor/Deep-V3"]],
    [{ kind: "embedding" }, ["vendor/embed"]],
    [{ can: "reasoning" }, ["vendor/Deep-R1"]],
    [{ can: "thinkingSwitch" }, []],
    [{}, ids(models)],
  ])("filtered by %j", (filter, found) => {
    expect(ids(filterModels(models, { q: "", kind: "", can: "", ...filter }))).toEqual(found);
  });

  it("shows what one can use first, and chat before the rest", () => {
    expect(ids(inReadingOrder(models))).toEqual(["vendor/Deep-R1", "other/Kwan", "vendor/embed", "vendor/Deep-V3"]);
  });

  it("reads its filter from the address", () => {
    expect(readFilter(new URLSearchParams("q=a&kind=chat"))).toEqual({ q: "a", kind: "chat", can: "" });
  });
});
