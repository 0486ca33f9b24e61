import { describe, expect, it } from "vitest";
import { planVideo } from "@/lib/videos/plan-video";
import { StartVideoInput } from "@/lib/videos/schema";

const requestKey = "019346a0-0000-7000-8000-000000000001";
const imageId = "019346a0-0000-7000-8000-000000000002";
const base = { modelId: "Wan-AI/Wan2.2-T2V-A14B", prompt: " A fox runs. ", size: "1280x720", requestKey };
const given = (more: object = {}) => StartVideoInput.parse({ ...base, ...more });
const picture = { width: 2000, height: 1000 };

describe("planVideo", () => {
  it("makes a body of words", () => {
    expect(planVideo("text-to-video", given({ seed: 7, negativePrompt: " blur " }), undefined)).toEqual({
      usage: { videos: 1 },
      body: {
        model: base.modelId,
        prompt: "A fox runs.",
        image_size: "1280x720",
        negative_prompt: "blur",
        seed: 7,
      },
    });
  });

  it("sends nothing that is not set", () => {
    expect(Object.keys(planVideo("text-to-video", given(), undefined).body)).toEqual(["model", "prompt", "image_size"]);
  });

  it("takes the middle of a picture where no part is named", () => {
    expect(planVideo("image-to-video", given({ imageId, size: "960x960" }), picture).body.image).toEqual({
      assetId: imageId,
      crop: { left: 500, top: 0, width: 1000, height: 1000 },
    });
  });

  it.each([
    ["a picture for a model of words", "text-to-video", { imageId }, picture, "imageId"],
    ["no picture for a model of pictures", "image-to-video", {}, undefined, "imageId"],
    [
      "a part of another shape",
      "image-to-video",
      { imageId, crop: { left: 0, top: 0, width: 1000, height: 1000 } },
      picture,
      "crop",
    ],
  ] as const)("refuses %s", (_, kind, more, extent, field) => {
    expect(() => planVideo(kind, given(more), extent)).toThrow(expect.objectContaining({ details: { field } }));
  });
});

describe("StartVideoInput", () => {
  it.each([
    ["an empty prompt", { prompt: " \n" }],
    ["an unknown size", { size: "1920x1080" }],
    ["a crop without a picture", { crop: { left: 0, top: 0, width: 1, height: 1 } }],
    ["a seed out of range", { seed: 10_000_000_000 }],
    ["an unknown field", { price: 0 }],
    ["a broken pixel", { imageId, crop: { left: 0.5, top: 0, width: 10, height: 10 } }],
  ])("refuses %s", (_, more) => {
    expect(StartVideoInput.safeParse({ ...base, ...more }).success).toBe(false);
  });
});
