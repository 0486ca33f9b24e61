import { describe, expect, it } from "vitest";
import {
  editingSettings,
  editorOf,
  expectedOf,
  groupOf,
  settingsOf,
  shapeOf,
  variationOf,
} from "@/components/images/settings";
import { readSettings } from "@/components/images/use-image-form";
import { asset, call, creation, output } from "../creations/samples";
import { drawing, editing, model, settings } from "./samples";

const asked = (change: Parameters<typeof settings>[1] = {}) => ({ ...settings(drawing, change) });

describe("what a creation was asked with", () => {
  it("is read back, with or without the key of the request", () => {
    const request = { ...asked(), requestKey: "0199b3a0-0000-7000-8000-000000000001" };
    expect(settingsOf(creation("a", { request }))).toEqual(asked());
  });
  it("is not guessed", () => expect(settingsOf(creation("a", { request: { words: "cat" } }))).toBeUndefined());
});

describe("shapeOf", () => {
  it.each([
    [asked({ size: "1024x576" }), { width: 1024, height: 576 }],
    [asked({ size: undefined, aspect: "21:9" }), { width: 21, height: 9 }],
    [{}, undefined],
  ])("%j", (request, expected) => expect(shapeOf(creation("a", { request }))).toEqual(expected));

  it("is that of what is there, where nothing else says it", () => {
    const made = call("1", { state: "done", outputs: [output("x", { asset: asset("y", { width: 8, height: 5 }) })] });
    expect(shapeOf(creation("a", { calls: [made] }))).toEqual({ width: 8, height: 5 });
  });
});

describe("expectedOf", () => {
  it.each([
    [4, 4, [1, 1, 1, 1]],
    [4, 1, [4]],
    [3, 2, [2, 1]],
  ])("%i pictures in %i calls", (count, calls, expected) => {
    const made = creation("a", {
      request: { ...asked({ count }) },
      calls: Array.from({ length: calls }, (_, position) => call(`${position}`, { position })),
    });
    expect(made.calls.map(expectedOf(made))).toEqual(expected);
  });
});

describe("variationOf", () => {
  it("goes on with the seeds beside its own", () => {
    const { settings: varied, by } = variationOf(drawing, asked({ seed: 7 }), asset("x"), 7);
    expect([varied.seed, varied.count, by]).toEqual([8, 4, "seeds"]);
    expect(variationOf(drawing, asked(), asset("x"), drawing.seed.max).settings.seed).toBe(drawing.seed.min);
    expect(variationOf(drawing, asked(), asset("x"), null).settings.seed).toBeNull();
  });
  it("works from the picture where the model can", () => {
    const { settings: varied, by } = variationOf(editing, settings(editing), asset("x"), 7);
    expect([varied.inputAssetIds, varied.seed, by]).toEqual([["x"], null, "picture"]);
  });
});

describe("editorOf", () => {
  const cheaper = model("cheaper", { priceNanos: "1", pictures: { ...editing.pictures!, min: 0 } });

  it("stays with a model that takes pictures", () =>
    expect(editorOf([drawing, editing, cheaper], "cheaper")?.id).toBe("cheaper"));
  it("else takes one that is made for it", () =>
    expect(editorOf([drawing, editing, cheaper], "drawing")?.id).toBe("editing"));
  it("else any that can", () => expect(editorOf([drawing, cheaper], "drawing")?.id).toBe("cheaper"));
  it("or none", () => expect(editorOf([drawing], "drawing")).toBeUndefined());
});

it("fills a form for editing without the words of the picture", () => {
  const { settings: filled } = editingSettings(editing, asked({ negativePrompt: "text", count: 4 }), "x");
  expect(filled).toMatchObject({ modelId: "editing", prompt: "", inputAssetIds: ["x"], seed: null });
});

it.each([
  [drawing, "words"],
  [editing, "pictures"],
  [model("both", { pictures: { ...editing.pictures!, min: 0 } }), "both"],
] as const)("groups models by what they start from", (each, group) => expect(groupOf(each)).toBe(group));

describe("a form that was kept", () => {
  it("may be without words", () => {
    expect(readSettings(settings(drawing, { prompt: "" }))).toEqual(settings(drawing, { prompt: "" }));
    expect(readSettings(settings(drawing))).toEqual(settings(drawing));
  });
  it.each([null, 7, "text", [], {}, { modelId: 1 }])("is not made of %j", (kept) =>
    expect(readSettings(kept)).toBeUndefined(),
  );
});
