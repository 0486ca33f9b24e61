import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core";
import { database, systemContext, type Context } from "@/lib/db";
import {
  applyProviderList,
  defaultChatModel,
  listAdminModels,
  listModels,
  ratesOf,
  replacementFor,
  requireModel,
  seedCatalogue,
  setHidden,
  setPrice,
  titleModel,
} from "@/lib/models";
import { readCatalogueFile } from "@/lib/models/seed-catalogue";
import { failureOf } from "../metering/people";

const system = () => systemContext();
const member = (): Context =>
  systemContext({ actor: { type: "apiKey", userId: newId(), role: "member", keyId: "key" } });

const priced = "deepseek-ai/DeepSeek-V3.2";
const unpriced = "Qwen/Qwen2.5-14B-Instruct";
const sourced = { source: "Invoice of October", sourcedOn: "2026-10-31" };

beforeAll(async () => {
  await Promise.all([seedCatalogue(system()), seedCatalogue(system()), seedCatalogue(system())]);
});

describe("seedCatalogue", () => {
  it("brings in every model and its sourced prices once", async () => {
    const { models } = await readCatalogueFile();
    expect(await database().model.count()).toBe(models.length);
    const published = { NOT: { source: { startsWith: "converted from " } } };
    expect(await database().price.count({ where: published })).toBe(models.flatMap(({ prices }) => prices).length);
    expect(await ratesOf(system(), priced)).toEqual({ input_tokens: 270n, output_tokens: 420n });
    expect(await database().model.findUnique({ where: { id: "deepseek-ai/DeepSeek-V2.5" } })).toMatchObject({
      state: "retired",
    });
  });

  it("does nothing for the same file, and adds a row for a changed price", async () => {
    const file = await readCatalogueFile();
    const before = await database().price.count();
    await seedCatalogue(system());
    expect(await database().price.count()).toBe(before);

    const changed = structuredClone(file);
    const model = changed.models.find(({ id }) => id === "deepseek-ai/DeepSeek-V3")!;
    model.prices.find(({ unit, currency }) => unit === "output_tokens" && currency === "USD")!.amount = "1.25";
    model.name = "DeepSeek V3, renamed";
    await seedCatalogue(system(), changed);
    expect(await database().price.count()).toBe(before + 1);
    expect(await ratesOf(system(), model.id)).toEqual({ input_tokens: 250n, output_tokens: 1_250n });
    expect(await requireModel(system(), model.id)).toMatchObject({ name: "DeepSeek V3, renamed" });
    await seedCatalogue(system(), file);
    expect(await database().price.count()).toBe(before + 2);
  });

  it("leaves what people have set alone", async () => {
    const file = await readCatalogueFile();
    const id = "Qwen/Qwen3-14B";
    await setPrice(system(), {
      id,
      prices: [{ unit: "output_tokens", amount: "3", amountPer: 1_000_000 }],
      ...sourced,
    });
    await setHidden(system(), { id, hidden: true });
    await database().model.update({ where: { id }, data: { edited: true, name: "Our own name" } });
    const changed = structuredClone(file);
    const model = changed.models.find((candidate) => candidate.id === id)!;
    for (const price of model.prices) price.amount = "9";
    model.name = "The catalogue's name";
    await seedCatalogue(system(), changed);
    expect(await ratesOf(system(), id)).toEqual({ input_tokens: 9_000n, output_tokens: 3_000n });
    expect(await database().model.findUnique({ where: { id } })).toMatchObject({ hidden: true, name: "Our own name" });
    await setHidden(system(), { id, hidden: false });
    await seedCatalogue(system(), file);
  });
});

describe("requireModel", () => {
  it("says why a model cannot be used", async () => {
    const cases = [
      ["nobody/nothing", undefined, { code: "not_found", reason: "model" }],
      [unpriced, undefined, { code: "unsupported", reason: "unpriced" }],
      ["deepseek-ai/DeepSeek-V2.5", undefined, { code: "unsupported", reason: "retired" }],
      [priced, "embedding", { code: "unsupported", reason: "sub_type" }],
    ] as const;
    for (const [id, subType, failure] of cases) {
      expect(await failureOf(requireModel(system(), id, subType)), id).toEqual(failure);
    }
  });

  it("costs no query while the snapshot is fresh", async () => {
    await requireModel(system(), priced);
    const db = new Proxy(database(), {
      get: () => {
        throw new Error("A query was made.");
      },
    });
    expect(await requireModel(systemContext({ db }), priced, "chat")).toMatchObject({ id: priced, offered: true });
    expect(await ratesOf(systemContext({ db }), priced)).toMatchObject({ input_tokens: 270n });
  });
});

describe("listModels", () => {
  it("shows people what is offered, administrators everything", async () => {
    const offered = await listModels(member(), { subType: "chat" });
    expect(offered.length).toBeGreaterThan(40);
    expect(offered.every((model) => model.offered && model.subType === "chat" && model.prices.length)).toBe(true);
    expect(await failureOf(listModels(member(), { all: "1" }))).toMatchObject({ code: "forbidden" });
    const all = await listModels(system(), { all: "1" });
    expect(all.find(({ id }) => id === unpriced)).toMatchObject({ offered: false, state: "listed" });
    expect(await failureOf(listAdminModels(member()))).toMatchObject({ code: "forbidden" });
    expect((await listAdminModels(system())).find(({ id }) => id === unpriced)).toMatchObject({
      missingUnits: ["input_tokens", "output_tokens"],
      hints: [
        { unit: "input_tokens", currency: "USD", rateNanos: "100", kind: "last_known" },
        { unit: "output_tokens", currency: "USD", rateNanos: "100", kind: "last_known" },
      ],
    });
  });

  it("advises as the guide does", async () => {
    const models = new Map((await listModels(system(), { all: "1" })).map((model) => [model.id, model]));
    expect(models.get("deepseek-ai/DeepSeek-R1")).toMatchObject({ defaults: { temperature: 0.6, topP: 0.95 } });
    expect(models.get(priced)).toMatchObject({ defaults: { temperature: 0.7, topP: 0.7, topK: 50 } });
    expect(models.get("Qwen/Qwen3-8B")?.capabilities).toMatchObject({ minP: true, thinkingSwitch: true });
    expect(models.get(priced)?.capabilities).toMatchObject({ minP: false });
    expect(models.get("BAAI/bge-m3")?.defaults).toEqual({});
  });
});

describe("administration", () => {
  it("offers a model as soon as it has a whole price", async () => {
    const set = (unit: "input_tokens" | "output_tokens") =>
      setPrice(system(), { id: unpriced, prices: [{ unit, amount: "0.1", amountPer: 1_000_000 }], ...sourced });
    await set("input_tokens");
    expect(await failureOf(requireModel(member(), unpriced))).toMatchObject({ reason: "unpriced" });
    await set("output_tokens");
    expect(await requireModel(member(), unpriced)).toMatchObject({
      offered: true,
      prices: [{ rateNanos: "100", source: sourced.source, sourcedOn: sourced.sourcedOn }, { rateNanos: "100" }],
    });
    expect(await database().auditEvent.count({ where: { targetId: unpriced, action: "model.price_set" } })).toBe(2);
  });

  it("hides a model at once", async () => {
    await setHidden(system(), { id: priced, hidden: true });
    expect(await failureOf(requireModel(member(), priced))).toEqual({ code: "unsupported", reason: "hidden" });
    await setHidden(system(), { id: priced, hidden: false });
    expect(await requireModel(member(), priced)).toMatchObject({ offered: true });
  });

  it("is for administrators, on known models, with exact amounts", async () => {
    const price = {
      id: priced,
      prices: [{ unit: "input_tokens" as const, amount: "1", amountPer: 1 as const }],
      ...sourced,
    };
    expect(await failureOf(setPrice(member(), price))).toMatchObject({ code: "forbidden" });
    expect(await failureOf(setHidden(member(), { id: priced, hidden: true }))).toMatchObject({ code: "forbidden" });
    expect(await failureOf(setPrice(system(), { ...price, id: "nobody/nothing" }))).toMatchObject({
      code: "not_found",
    });
    expect(await failureOf(setHidden(system(), { id: "nobody/nothing", hidden: true }))).toMatchObject({
      code: "not_found",
    });
    const tooFine = {
      ...price,
      prices: [{ unit: "input_tokens" as const, amount: "0.0001", amountPer: 1_000_000 as const }],
    };
    expect(await failureOf(setPrice(system(), tooFine))).toMatchObject({ code: "invalid_input" });
  });
});

describe("preferences", () => {
  it("finds a model to begin with, one for titles, and one instead of a lost one", async () => {
    expect(await defaultChatModel(system())).toMatchObject({ id: priced });
    expect(await titleModel(system())).toMatchObject({ id: "Qwen/Qwen2.5-7B-Instruct" });
    expect(await replacementFor(system(), "deepseek-ai/DeepSeek-V2.5")).toMatchObject({
      id: "deepseek-ai/DeepSeek-V3",
    });
    expect(await replacementFor(system(), "nobody/nothing")).toBeUndefined();
    const vision = await replacementFor(system(), "Qwen/Qwen2-VL-72B-Instruct");
    expect(vision?.capabilities.vision).toBe(true);
    await setHidden(system(), { id: priced, hidden: true });
    expect(await defaultChatModel(system())).toMatchObject({ id: "deepseek-ai/DeepSeek-V3.1-Terminus" });
    await setHidden(system(), { id: priced, hidden: false });
  });
});

describe("applyProviderList", () => {
  const listed = async () => (await listModels(system(), { all: "1" })).filter(({ state }) => state !== "retired");

  it("follows the provider: new, gone and back", async () => {
    const before = await listed();
    const entries = before.map(({ id }) => ({ id }));
    expect(await applyProviderList(system(), entries)).toEqual({ discovered: [], retired: [], returned: [] });

    const changed = [
      ...entries.filter(({ id }) => id !== priced),
      { id: "maker/New-1", type: "text", subType: "chat" },
    ];
    expect(await applyProviderList(system(), changed)).toEqual({
      ...{ discovered: ["maker/New-1"], retired: [priced], returned: [] },
    });
    expect(await failureOf(requireModel(system(), priced))).toMatchObject({ reason: "retired" });
    expect(await failureOf(requireModel(system(), "maker/New-1"))).toMatchObject({ reason: "unpriced" });
    const fresh = (await listModels(system(), { all: "1" })).find(({ id }) => id === "maker/New-1");
    expect(fresh).toMatchObject({ state: "discovered", isNew: true, offered: false, capabilities: { tools: false } });

    expect(await applyProviderList(system(), entries)).toEqual({
      ...{ discovered: [], retired: ["maker/New-1"], returned: [priced] },
    });
    expect(await requireModel(system(), priced)).toMatchObject({ state: "listed" });
  });

  it("learns the kind of a model later, which can then be priced", async () => {
    const entries = (await listed()).map(({ id }) => ({ id }));
    const id = "maker/New-2";
    await applyProviderList(system(), [...entries, { id }]);
    const find = async () => (await listModels(system(), { all: "1" })).find((model) => model.id === id);
    expect(await find()).toMatchObject({ type: "unknown", subType: "unknown", offered: false });
    await applyProviderList(system(), [...entries, { id, type: "image", subType: "text-to-image" }]);
    await setPrice(system(), { id, prices: [{ unit: "images", amount: "0.02" }], ...sourced });
    expect(await find()).toMatchObject({ type: "image", state: "discovered", offered: true });
    await applyProviderList(system(), entries);
  });

  it("does not believe an empty or a foreign list", async () => {
    const before = await listed();
    for (const entries of [[], [{ id: "foreign/model" }], [{ id: "" }, { id: " x " }]]) {
      expect(await applyProviderList(system(), entries)).toEqual({ discovered: [], retired: [], returned: [] });
    }
    expect(await listed()).toEqual(before);
    expect(await failureOf(applyProviderList(member(), []))).toMatchObject({ code: "forbidden" });
  });
});
