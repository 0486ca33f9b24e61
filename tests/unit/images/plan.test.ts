import { describe, expect, it } from "vitest";
import { planImages, priceOfImages, usualSettings, type ImageModel, type ImageSettings } from "@/lib/images/schema";
import { imageModelsOfCatalogue } from "../../support/image-models";

const models = await imageModelsOfCatalogue();
const model = (id: string): ImageModel => models.find((each) => each.id === id)!;
const settings = (id: string, more: Partial<ImageSettings> = {}) => ({
  ...usualSettings(model(id), "A tree"),
  ...more,
});
const plan = (id: string, more: Partial<ImageSettings> = {}) => planImages(model(id), settings(id, more), () => 7);
const [one, two, three] = [1, 2, 3].map((digit) => `0190f9a0-0000-7000-8000-00000000000${digit}`) as [
  string,
  string,
  string,
];

describe("the calls of a request", () => {
  it("are one where the model makes several pictures at a time", () => {
    const [call, ...others] = plan("Kwai-Kolors/Kolors", { count: 3 });
    expect(others).toEqual([]);
    expect(call).toEqual({
      ...{ seed: 7, images: 3 },
      body: {
        ...{ model: "Kwai-Kolors/Kolors", prompt: "A tree", image_size: "1024x1024", batch_size: 3 },
        ...{ num_inference_steps: 20, guidance_scale: 7.5, seed: 7 },
      },
    });
  });

  it("are several with seeds that follow one another where it makes one", () => {
    const calls = plan("Qwen/Qwen-Image", { count: 4 });
    expect(calls.map(({ seed, images, body }) => [seed, images, body.seed])).toEqual([
      ...[
        [7, 1, 7],
        [8, 1, 8],
        [9, 1, 9],
        [10, 1, 10],
      ],
    ]);
    expect(calls[0]!.body).toMatchObject({ num_inference_steps: 50, cfg: 4, image_size: "1328x1328" });
    expect(calls[0]!.body).not.toHaveProperty("batch_size");
  });

  it("begin anew after the last seed there is", () => {
    const seeds = plan("Qwen/Qwen-Image", { count: 3, seed: 9_999_999_998 }).map(({ seed }) => seed);
    expect(seeds).toEqual([9_999_999_998, 9_999_999_999, 0]);
  });

  it("draw a seed within the model's range", () => {
    for (let drawn = 0; drawn < 200; drawn++) {
      const [call] = planImages(model("Qwen/Qwen-Image"), settings("Qwen/Qwen-Image"));
      expect(Number.isSafeInteger(call!.seed) && call!.seed >= 0 && call!.seed <= 9_999_999_999).toBe(true);
    }
  });

  it("name pictures by the model's own fields", () => {
    const body = plan("Qwen/Qwen-Image-Edit-2509", { inputAssetIds: [one, two, three] })[0]!.body;
    expect(body).toMatchObject({ image: { assetId: one }, image2: { assetId: two }, image3: { assetId: three } });
    expect(body).not.toHaveProperty("image_size");
    expect(plan("black-forest-labs/FLUX.1-Kontext-pro", { inputAssetIds: [one] })[0]!.body).toMatchObject({
      ...{ input_image: { assetId: one }, aspect_ratio: "1:1", prompt_upsampling: false, output_format: "png" },
    });
    expect(plan("black-forest-labs/FLUX-1.1-pro-Ultra", { inputAssetIds: [one] })[0]!.body).toMatchObject({
      ...{ image_prompt: { assetId: one, encoding: "base64" }, image_prompt_strength: 0.1, raw: false },
    });
    expect(plan("black-forest-labs/FLUX-1.1-pro-Ultra")[0]!.body).not.toHaveProperty("image_prompt_strength");
  });

  it("tell sides apart where the model wants two numbers, and a shape where one is chosen", () => {
    expect(plan("black-forest-labs/FLUX-1.1-pro", { size: "640x1280" })[0]!.body).toMatchObject({
      ...{ width: 640, height: 1280 },
    });
    const { body } = plan("black-forest-labs/FLUX-1.1-pro-Ultra", { size: undefined, aspect: "21:9" })[0]!;
    expect(body).toMatchObject({ aspect_ratio: "21:9" });
    expect(body).not.toHaveProperty("image_size");
  });

  it("leave out empty words, and fields that the model lacks", () => {
    expect(plan("Qwen/Qwen-Image", { negativePrompt: "  " })[0]!.body).not.toHaveProperty("negative_prompt");
    expect(plan("Qwen/Qwen-Image", { negativePrompt: "fog" })[0]!.body).toMatchObject({ negative_prompt: "fog" });
    expect(plan("baidu/ERNIE-Image-Turbo", { negativePrompt: "fog", steps: 3, guidance: 2 })[0]!.body).toEqual({
      ...{ model: "baidu/ERNIE-Image-Turbo", prompt: "A tree", seed: 7 },
    });
  });

  it("cost the model's price for each picture", () => {
    expect(priceOfImages(model("Qwen/Qwen-Image"), 4)).toBe("168000000");
  });
});
