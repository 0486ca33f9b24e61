import { describe, expect, it } from "vitest";
import { imageFields, imageProblems, usualSettings, type ImageModel } from "@/lib/images/schema";
import { imageModelsOfCatalogue } from "../../support/image-models";

const models = await imageModelsOfCatalogue();
const model = (id: string): ImageModel => models.find((each) => each.id === id)!;

/** The provider's reference, 8.2: beside words, number and seed. */
const table: Record<string, string[]> = {
  "Kwai-Kolors/Kolors": ["inputAssetIds", "negativePrompt", "size", "steps", "guidance"],
  "Qwen/Qwen-Image": ["negativePrompt", "size", "steps", "guidance"],
  "Qwen/Qwen-Image-Edit": ["inputAssetIds", "negativePrompt", "steps", "guidance"],
  "Qwen/Qwen-Image-Edit-2509": ["inputAssetIds", "negativePrompt", "steps", "guidance"],
  "Tongyi-MAI/Z-Image": ["negativePrompt"],
  "Tongyi-MAI/Z-Image-Turbo": ["negativePrompt", "size"],
  "baidu/ERNIE-Image-Turbo": [],
  "black-forest-labs/FLUX-1.1-pro": ["inputAssetIds", "size", "enhancement", "format", "safety"],
  "black-forest-labs/FLUX-1.1-pro-Ultra": [
    ...["inputAssetIds", "strength", "negativePrompt", "size", "aspect", "format", "safety", "raw"],
  ],
  "black-forest-labs/FLUX.1-Kontext-dev": ["inputAssetIds", "enhancement"],
  "black-forest-labs/FLUX.1-Kontext-max": ["inputAssetIds", "aspect", "enhancement", "format", "safety"],
  "black-forest-labs/FLUX.1-Kontext-pro": ["inputAssetIds", "aspect", "enhancement", "format", "safety"],
  "black-forest-labs/FLUX.1-dev": ["size", "steps", "enhancement"],
  "black-forest-labs/FLUX.1-schnell": ["size", "enhancement"],
  "black-forest-labs/FLUX.2-flex": ["size", "steps", "guidance", "format"],
  "black-forest-labs/FLUX.2-pro": ["size", "format"],
};

describe("the fields of a model", () => {
  it("are those of the provider's reference, for every model", () => {
    const everywhere = new Set<string>(["prompt", "count", "seed"]);
    const found = models.map((each) => [each.id, imageFields(each).filter((field) => !everywhere.has(field))]);
    expect(Object.fromEntries(found)).toEqual(table);
  });

  it("have the ranges, defaults and advice of the catalogue", () => {
    expect(model("Qwen/Qwen-Image")).toMatchObject({
      steps: { min: 1, max: 100, default: 20, recommended: 50 },
      guidance: { field: "cfg", min: 0.1, max: 20, recommended: 4 },
      batch: 1,
    });
    expect(model("Kwai-Kolors/Kolors")).toMatchObject({
      ...{ batch: 4, guidance: { field: "guidance_scale", max: 20, default: 7.5 } },
      pictures: { min: 0, max: 1, fields: ["image"] },
    });
    expect(model("Qwen/Qwen-Image-Edit-2509").pictures).toMatchObject({ min: 1, max: 3 });
    expect(model("black-forest-labs/FLUX-1.1-pro")).toMatchObject({
      size: { default: "1024x768", free: { min: 256, max: 1440, multiple: 32 }, field: "width_height" },
      pictures: { min: 0, max: 1, fields: ["image_prompt"], encoding: "base64" },
    });
    expect(model("black-forest-labs/FLUX.1-dev").size!.free).toMatchObject({ maxPixels: 2_359_296 });
    expect(model("black-forest-labs/FLUX.1-Kontext-pro").safety).toMatchObject({ max: 6, maxWithPictures: 2 });
  });

  it("name sizes by their shapes", () => {
    const shapes = model("Qwen/Qwen-Image").size!.presets.map(({ value, aspect }) => `${value} ${aspect}`);
    expect(shapes).toEqual([
      ...["1328x1328 1:1", "1664x928 16:9", "928x1664 9:16", "1472x1140 4:3"],
      ...["1140x1472 3:4", "1584x1056 3:2", "1056x1584 2:3"],
    ]);
  });

  it("offer no size that would be refused", () => {
    for (const each of models) {
      const pictures = each.pictures ? ["0190f9a0-0000-7000-8000-000000000000"] : [];
      for (const { value } of each.size?.presets ?? []) {
        const settings = { ...usualSettings(each, "a"), size: value, inputAssetIds: pictures };
        expect([each.id, value, imageProblems({ ...each, size: { ...each.size!, presets: [] } }, settings)]).toEqual([
          ...[each.id, value, each.size!.free ? [] : expect.anything()],
        ]);
        expect(imageProblems(each, settings)).toEqual([]);
      }
    }
  });
});
