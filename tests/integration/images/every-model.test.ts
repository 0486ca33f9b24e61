import { afterAll, beforeAll, expect, it } from "vitest";
import { imageFields, planImages, usualSettings, type ImageModel, type ImageSettings } from "@/lib/images/schema";
import { isAppError } from "@/lib/core";
import type { JsonObject } from "@/lib/models/schema";
import { createSiliconFlow, type ImageRequest, type SiliconFlow } from "@/lib/siliconflow";
import { CONTROL_HEADER, startSimulator, type Simulator } from "@/lib/simulator";
import { imageModelsOfCatalogue } from "../../support/image-models";
import { withPictures } from "@/lib/images/with-pictures";

// All models that make pictures, whether they are offered here or not: what a form offers is never refused, and
// nothing is sent that the model does not know.

let simulator: Simulator;
let provider: SiliconFlow;
let models: ImageModel[];

beforeAll(async () => {
  simulator = await startSimulator({ imageMs: 0 });
  const { url: baseUrl, apiKey } = simulator;
  provider = createSiliconFlow({ baseUrl, apiKey, attempts: 1 });
  models = await imageModelsOfCatalogue();
});
afterAll(async () => {
  await provider.close();
  await simulator.close();
});

/** 1 × 1 */
const dot =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const asset = "0190f9a0-0000-7000-8000-000000000001";

/** Each field at every end of its range, one after the other, beside what the form begins with. */
function variants(model: ImageModel): Partial<ImageSettings>[] {
  const { size, aspects, steps, guidance, pictures, safety, formats } = model;
  const ends = (name: keyof ImageSettings, range: { min: number; max: number } | null | undefined) =>
    range ? [{ [name]: range.min }, { [name]: range.max }] : [];
  const most = Array.from({ length: pictures?.max ?? 0 }, (_, index) => index + 1);
  const pictured = pictures ? { inputAssetIds: [asset] } : {};
  return [
    {},
    { count: 4 },
    { seed: 0 },
    { seed: model.seed.max, count: 2 },
    ...(model.negativePrompt ? [{ negativePrompt: "fog" }] : []),
    ...(size?.presets ?? []).map(({ value }) => ({ size: value })),
    ...(size?.free ? [freeSize(size.free.min), freeSize(Math.min(size.free.max, 1_440))] : []),
    ...aspects.map((aspect) => ({ aspect, size: undefined })),
    ...ends("steps", steps),
    ...ends("guidance", guidance),
    ...ends("safety", safety),
    ...ends("strength", pictures?.strength).map((each) => ({ ...each, ...pictured })),
    ...(safety ? [{ ...pictured, safety: pictures ? safety.maxWithPictures : safety.max }] : []),
    ...(model.enhancement ? [{ enhancement: true }, { enhancement: false }] : []),
    ...(model.raw ? [{ raw: true }] : []),
    ...formats.map((format) => ({ format })),
    ...most.map((count) => ({ inputAssetIds: Array<string>(count).fill(asset) })),
  ];
}

const freeSize = (side: number) => ({ size: `${side}x${side}` });

it("has a whole catalogue to ask", () => {
  expect(models.length).toBeGreaterThan(14);
});

it("takes what the forms offer, and nothing that a model does not know", async () => {
  const refused: string[] = [];
  let sent = 0;
  for (const model of models) {
    const usual = usualSettings(model, "A tree");
    if (model.pictures?.min) usual.inputAssetIds = [asset];
    for (const variant of variants(model)) {
      const settings = { ...usual, ...variant };
      for (const call of planImages(model, settings)) {
        const body = (await withPictures(call.body, async () => dot)) as ImageRequest;
        const wanted = JSON.stringify(variant);
        await provider.images.generate(body).then(
          ({ urls, seed }) => {
            sent++;
            if (urls.length !== call.images) refused.push(`${model.id} ${wanted}: ${urls.length} pictures`);
            if (seed !== call.seed) refused.push(`${model.id} ${wanted}: seed ${seed}`);
          },
          (error: unknown) =>
            refused.push(`${model.id} ${wanted}: ${isAppError(error) ? error.message : String(error)}`),
        );
      }
    }
  }
  expect(refused).toEqual([]);
  expect(sent).toBeGreaterThan(200);
  const response = await fetch(`${simulator.origin}/control/requests`, {
    headers: { [CONTROL_HEADER]: simulator.apiKey },
  });
  const { requests } = (await response.json()) as { requests: { model: string; unknownFields: string[] }[] };
  expect(requests.filter(({ unknownFields }) => unknownFields.length > 0)).toEqual([]);
});

it("would see a field more", async () => {
  const other: JsonObject = { model: "baidu/ERNIE-Image-Turbo", prompt: "A tree", num_inference_steps: 20 };
  await provider.images.generate(other as ImageRequest);
  const response = await fetch(`${simulator.origin}/control/requests?model=baidu%2FERNIE-Image-Turbo&limit=1`, {
    headers: { [CONTROL_HEADER]: simulator.apiKey },
  });
  const { requests } = (await response.json()) as { requests: { unknownFields: string[] }[] };
  expect(requests[0]!.unknownFields).toEqual(["num_inference_steps"]);
});

it("names a field for every setting that is offered", () => {
  for (const model of models) expect(new Set(imageFields(model)).size).toBe(imageFields(model).length);
});
