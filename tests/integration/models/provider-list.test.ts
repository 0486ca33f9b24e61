import { expect, it } from "vitest";
import { systemContext } from "@/lib/db";
import { applyProviderList, listModels, ratesOf, seedCatalogue } from "@/lib/models";
import { createSiliconFlow } from "@/lib/siliconflow";
import { startSimulator } from "@/lib/simulator";
import { catalogue } from "@/lib/simulator/catalogue";
import { listProviderModels } from "@/lib/worker/provider-models";

it("agrees with the provider's double about what there is and what it costs", async () => {
  const simulator = await startSimulator();
  try {
    const ctx = systemContext();
    await seedCatalogue(ctx);
    const { models } = createSiliconFlow({ baseUrl: simulator.url, apiKey: simulator.apiKey });
    const entries = await listProviderModels(models.list);
    const changes = await applyProviderList(ctx, entries);
    expect(changes).toEqual({ discovered: [], retired: [], returned: [] });
    const all = new Map((await listModels(ctx, { all: "1" })).map((model) => [model.id, model]));
    for (const { id, type, subType } of entries) expect(all.get(id), id).toMatchObject({ id, type, subType });
    for (const { id } of await listModels(ctx)) {
      const rates = catalogue.find((model) => model.id === id)?.rates ?? {};
      // Without a rate between currencies only what is free elsewhere is on offer besides.
      const theirs = rates.USD ?? rates.CNY!;
      if (!rates.USD) expect(new Set(Object.values(theirs)), id).toEqual(new Set([0]));
      const exact = Object.fromEntries(Object.entries(theirs).map(([unit, rate]) => [unit, BigInt(rate)]));
      expect(await ratesOf(ctx, id), id).toEqual(exact);
    }
  } finally {
    await simulator.close();
  }
});
