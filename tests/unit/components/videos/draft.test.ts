import { describe, expect, it } from "vitest";
import {
  draftFrom,
  emptyDraft,
  inputFrom,
  modelOf,
  parseDraft,
  problemOf,
  toInput,
  withPicture,
  withPictureSize,
} from "@/components/videos/draft";
import { StartVideoInput, type VideoModel } from "@/lib/videos/schema";

const model = (id: string, kind: VideoModel["kind"]): VideoModel => ({
  id,
  name: id,
  kind,
  isNew: false,
  seconds: 5,
  price: { unit: "videos", rateNanos: "280000000", currency: "USD", source: "list", sourcedOn: "2026-07-21" },
});
const models = [
  model("words-1", "text-to-video"),
  model("words-2", "text-to-video"),
  model("pictures", "image-to-video"),
];
const assetId = "019346a0-0000-7000-8000-000000000002";
const requestKey = "019346a0-0000-7000-8000-000000000001";
const pictured = withPicture({ ...emptyDraft, prompt: "It moves." }, { assetId, width: 1000, height: 2000 });

describe("a draft", () => {
  it("takes the chosen model of its kind, else the first", () => {
    expect(modelOf(emptyDraft, models)?.id).toBe("words-1");
    expect(modelOf({ ...emptyDraft, modelIds: { "text-to-video": "words-2" } }, models)?.id).toBe("words-2");
    expect(modelOf({ ...emptyDraft, modelIds: { "text-to-video": "gone" } }, models)?.id).toBe("words-1");
    expect(modelOf({ ...emptyDraft, kind: "image-to-video" }, models.slice(0, 2))).toBeUndefined();
  });

  it("takes the size that is closest to its picture, until another is chosen", () => {
    expect(pictured).toMatchObject({ kind: "image-to-video", pictureSize: "720x1280", size: "1280x720" });
    expect(pictured.picture!.crop).toEqual({ left: 0, top: 111, width: 1000, height: 1778 });
    expect(withPictureSize(pictured, "960x960").picture!.crop).toEqual({
      left: 0,
      top: 500,
      width: 1000,
      height: 1000,
    });
  });

  it.each([
    ["nothing written", emptyDraft, "prompt"],
    ["no picture", { ...emptyDraft, prompt: "x", kind: "image-to-video" as const }, "picture"],
    ["all there", { ...emptyDraft, prompt: "x" }, undefined],
    ["all there with a picture", pictured, undefined],
  ])("with %s", (_, draft, problem) => {
    expect(problemOf(draft, modelOf(draft, models))).toBe(problem);
  });

  it("becomes a request that the server takes", () => {
    const input = toInput({ ...pictured, seed: 7 }, models[2]!);
    expect(StartVideoInput.parse({ ...input, requestKey })).toMatchObject({
      modelId: "pictures",
      imageId: assetId,
      size: "720x1280",
      seed: 7,
      crop: { left: 0, top: 111, width: 1000, height: 1778 },
    });
    const words = toInput({ ...pictured, kind: "text-to-video" }, models[0]!);
    expect(words).not.toHaveProperty("imageId");
    expect(words.size).toBe("1280x720");
  });

  it("is filled from a clip, and asks for the same again", () => {
    const { modelId, prompt, ...request } = toInput({ ...pictured, negativePrompt: "blur" }, models[2]!);
    const creation = { modelId, prompt, request };
    expect(inputFrom(creation, 9)).toEqual({ ...request, modelId, prompt, seed: 9 });
    const filled = draftFrom(emptyDraft, creation, 9, { width: 1000, height: 2000 });
    expect(filled).toMatchObject({
      kind: "image-to-video",
      negativePrompt: "blur",
      seed: 9,
      picture: pictured.picture,
    });
    expect(draftFrom(emptyDraft, creation, null, undefined).picture).toBeUndefined();
    // A picture that is another one now is cut anew.
    expect(draftFrom(emptyDraft, creation, null, { width: 300, height: 300 }).picture!.crop).toMatchObject({
      height: 300,
    });
  });

  it("is kept over a reload, and begins anew where it was damaged", () => {
    expect(parseDraft(JSON.parse(JSON.stringify({ ...pictured, seed: 3 })))).toEqual({ ...pictured, seed: 3 });
    expect(parseDraft("broken")).toBeUndefined();
    const damaged = { kind: "x", size: 1, seed: -1, modelIds: null, prompt: 7, picture: { assetId, width: "x" } };
    expect(parseDraft(damaged)).toEqual(emptyDraft);
    const outside = {
      ...pictured,
      picture: { ...pictured.picture, crop: { left: 1, top: 0, width: 1000, height: 1778 } },
    };
    expect(parseDraft(outside)!.picture).toBeUndefined();
  });
});
