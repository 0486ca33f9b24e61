import { beforeAll, expect, it, vi } from "vitest";
import { database, systemContext } from "@/lib/db";
import * as environment from "@/lib/env";
import { env } from "@/lib/env";
import { listMediaModels, ratesOf, requireMediaModel, requireModel, seedCatalogue, setPrice } from "@/lib/models";
import { readCatalogueFile } from "@/lib/models/seed-catalogue";
import { failureOf } from "../metering/people";

// Read once, when the first of it is needed.
process.env.CURRENCY_RATES = "CNY=0.14";

const system = () => systemContext();
const image = "Qwen/Qwen-Image";
const pictures = ["text-to-image", "image-to-image"];

beforeAll(() => seedCatalogue(system()));

it("offers what is priced in another currency at the converted price, which says so", async () => {
  expect(await ratesOf(system(), image)).toEqual({ images: 42_000_000n });
  expect((await requireModel(system(), image)).prices).toMatchObject([
    {
      currency: "USD",
      rateNanos: "42000000",
      source: expect.stringContaining("CNY 0.3 × 0.14") as string,
    },
  ]);
  expect(await ratesOf(system(), "Wan-AI/Wan2.2-T2V-A14B")).toEqual({ videos: 280_000_000n });
});

it("tells the fields of models that make pictures", async () => {
  const models = await listMediaModels(system(), pictures);
  expect(models.map(({ id }) => id)).toEqual(
    expect.arrayContaining([image, "Qwen/Qwen-Image-Edit", "Kwai-Kolors/Kolors"]),
  );
  expect(models.every(({ offered, type }) => offered && type === "image")).toBe(true);
  expect(await requireMediaModel(system(), image, pictures)).toMatchObject({
    abilities: { textToImage: true },
    params: { cfg: { min: 0.1, max: 20, recommended: 4 } },
  });
  expect(await failureOf(requireMediaModel(system(), image, ["text-to-video"]))).toEqual({
    ...{ code: "unsupported", reason: "sub_type" },
  });
  expect(await failureOf(requireMediaModel(system(), "black-forest-labs/FLUX.1-dev", pictures))).toEqual({
    ...{ code: "unsupported", reason: "unpriced" },
  });
});

it("adds no price twice, and none where a person has set one", async () => {
  const before = await database().price.count();
  await seedCatalogue(system());
  expect(await database().price.count()).toBe(before);
  await setPrice(system(), {
    ...{ id: image, prices: [{ unit: "images", amount: "0.05" }] },
    ...{ source: "Invoice of October", sourcedOn: "2026-10-31" },
  });
  const file = structuredClone(await readCatalogueFile());
  for (const price of file.models.find(({ id }) => id === image)!.prices) price.amount = "0.4";
  await seedCatalogue(system(), file);
  expect(await ratesOf(system(), image)).toEqual({ images: 50_000_000n });
});

it("takes converted prices back where the rates between currencies are, and leaves what a person has set", async () => {
  const withRates = env();
  const reading = vi.spyOn(environment, "env").mockReturnValue({ ...withRates, CURRENCY_RATES: [] });
  await seedCatalogue(system());
  expect(await ratesOf(system(), "Wan-AI/Wan2.2-T2V-A14B")).toEqual({});
  expect(await failureOf(requireMediaModel(system(), "Wan-AI/Wan2.2-T2V-A14B", ["text-to-video"]))).toEqual({
    ...{ code: "unsupported", reason: "unpriced" },
  });
  expect(await ratesOf(system(), image)).toEqual({ images: 50_000_000n });

  reading.mockRestore();
  await seedCatalogue(system());
  expect(await ratesOf(system(), "Wan-AI/Wan2.2-T2V-A14B")).toEqual({ videos: 280_000_000n });
});
