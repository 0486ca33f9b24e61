import { describe, expect, it } from "vitest";
import { fitInput, imageProblems, usualSettings, type ImageModel, type ImageSettings } from "@/lib/images/schema";
import { imageModelsOfCatalogue } from "../../support/image-models";

const models = await imageModelsOfCatalogue();
const model = (id: string): ImageModel => models.find((each) => each.id === id)!;
const picture = "0190f9a0-0000-7000-8000-000000000001";
const qwen: ImageSettings = {
  ...{ modelId: "Qwen/Qwen-Image", prompt: "A tree", negativePrompt: "fog", size: "1664x928", count: 2 },
  ...{ steps: 50, guidance: 4, seed: 12, inputAssetIds: [] },
};

describe("a change of model", () => {
  it("keeps what the next one takes, moves what it takes otherwise, and says what is gone", () => {
    const { settings, dropped, changed } = fitInput(model("black-forest-labs/FLUX.1-dev"), qwen);
    expect(settings).toEqual({
      ...{ modelId: "black-forest-labs/FLUX.1-dev", prompt: "A tree", count: 2, seed: 12, inputAssetIds: [] },
      ...{ size: "1664x928", aspect: undefined, steps: 30 },
    });
    expect(dropped).toEqual(["negativePrompt", "guidance"]);
    expect(changed).toEqual(["steps"]);
  });

  it("finds the size that is nearest in shape", () => {
    const fit = (id: string, size: string) => fitInput(model(id), { ...qwen, size }).settings.size;
    expect(fit("Tongyi-MAI/Z-Image-Turbo", "1664x928")).toBe("1024x576");
    expect(fit("Tongyi-MAI/Z-Image-Turbo", "928x1664")).toBe("576x1024");
    expect(fit("Tongyi-MAI/Z-Image-Turbo", "1328x1328")).toBe("512x512");
    expect(fit("Kwai-Kolors/Kolors", "1140x1472")).toBe("960x1280");
  });

  it("turns a size into a shape and back", () => {
    const kontext = fitInput(model("black-forest-labs/FLUX.1-Kontext-pro"), qwen);
    expect(kontext.settings).toMatchObject({ aspect: "16:9", size: undefined });
    expect(kontext.dropped).toEqual(["negativePrompt", "steps", "guidance"]);
    expect(fitInput(model("Qwen/Qwen-Image"), kontext.settings).settings).toMatchObject({
      ...{ size: "1664x928", aspect: undefined, steps: 50, guidance: 4 },
    });
  });

  it("begins guidance anew where its scale is another", () => {
    const kolors = model("Kwai-Kolors/Kolors");
    const changed = fitInput(kolors, qwen, model("Qwen/Qwen-Image"));
    expect(changed.settings.guidance).toBe(7.5);
    expect(changed.changed).toContain("guidance");
    expect(fitInput(kolors, { ...qwen, guidance: 5 }, kolors).settings.guidance).toBe(5);
  });

  it("keeps as many pictures as the next one looks at, and narrows its safety with one", () => {
    const edits = {
      ...usualSettings(model("Qwen/Qwen-Image-Edit-2509"), "Red"),
      inputAssetIds: [picture, picture, picture],
    };
    expect(fitInput(model("Qwen/Qwen-Image-Edit"), edits)).toMatchObject({
      ...{ settings: { inputAssetIds: [picture] }, changed: ["inputAssetIds"] },
    });
    expect(fitInput(model("Qwen/Qwen-Image"), edits).dropped).toEqual(["inputAssetIds"]);
    const kontext = model("black-forest-labs/FLUX.1-Kontext-max");
    expect(fitInput(kontext, { ...edits, safety: 6 }).settings.safety).toBe(2);
  });

  it("always ends in something that can be sent, from every model to every other", () => {
    for (const before of models) {
      const given = { ...usualSettings(before, "A tree"), inputAssetIds: before.pictures ? [picture] : [] };
      for (const next of models) {
        const { settings } = fitInput(next, given, before);
        const left = imageProblems(next, settings).filter(({ reason }) => reason !== "pictures_missing");
        expect([before.id, next.id, left]).toEqual([before.id, next.id, []]);
      }
    }
  });
});

describe("what a model would refuse", () => {
  const problems = (id: string, more: Partial<ImageSettings>) =>
    imageProblems(model(id), { ...usualSettings(model(id), "A tree"), ...more }).map(
      ({ field, reason }) => `${field} ${reason}`,
    );

  it.each([
    ["Qwen/Qwen-Image", { size: "1000x1000" }, ["size not_offered"]],
    ["Qwen/Qwen-Image", { steps: 101 }, ["steps out_of_range"]],
    ["Qwen/Qwen-Image", { steps: 2.5 }, ["steps out_of_range"]],
    ["Qwen/Qwen-Image", { guidance: 0 }, ["guidance out_of_range"]],
    ["Qwen/Qwen-Image", { inputAssetIds: [picture] }, ["inputAssetIds not_offered"]],
    ["Qwen/Qwen-Image", { format: "png" }, ["format not_offered"]],
    ["Qwen/Qwen-Image", { aspect: "16:9" }, ["aspect not_offered"]],
    ["Qwen/Qwen-Image-Edit", {}, ["inputAssetIds pictures_missing"]],
    ["Qwen/Qwen-Image-Edit", { inputAssetIds: [picture, picture] }, ["inputAssetIds pictures_too_many"]],
    ["Qwen/Qwen-Image-Edit", { inputAssetIds: [picture], size: "1024x1024" }, ["size not_offered"]],
    ["black-forest-labs/FLUX.1-dev", { size: "2048x2048" }, ["size size_too_large"]],
    ["black-forest-labs/FLUX.1-dev", { size: "1536x1536" }, []],
    ["black-forest-labs/FLUX.1-dev", { size: "128x1024" }, ["size out_of_range"]],
    ["black-forest-labs/FLUX-1.1-pro", { size: "1000x1000" }, ["size size_multiple"]],
    ["black-forest-labs/FLUX-1.1-pro-Ultra", { aspect: "1:1" }, ["aspect size_or_aspect"]],
    ["black-forest-labs/FLUX.1-Kontext-pro", { aspect: "3:1" }, ["aspect not_offered"]],
    ["black-forest-labs/FLUX.1-Kontext-pro", { safety: 6 }, []],
    ["black-forest-labs/FLUX.1-Kontext-pro", { safety: 6, inputAssetIds: [picture] }, ["safety out_of_range"]],
    [
      "black-forest-labs/FLUX.2-pro",
      { negativePrompt: "fog", raw: true },
      ["negativePrompt not_offered", "raw not_offered"],
    ],
  ] as [string, Partial<ImageSettings>, string[]][])("%s: %o", (id, more, expected) => {
    expect(problems(id, more)).toEqual(expected);
  });

  it("is not what a person has left empty", () => {
    expect(problems("baidu/ERNIE-Image-Turbo", { negativePrompt: " ", enhancement: false, raw: false })).toEqual([]);
  });
});
