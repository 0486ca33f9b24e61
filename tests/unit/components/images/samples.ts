import { usualSettings, type ImageModel, type ImageSettings } from "@/lib/images/schema";
import type { Quota } from "@/lib/metering/schema";

const number = { step: 1, default: null, recommended: null };

export function model(id: string, change: Partial<ImageModel> = {}): ImageModel {
  return {
    ...{ id, name: id, isNew: false, currency: "USD", priceNanos: "20000000", priceSource: "the price list" },
    ...{ size: null, aspects: [], steps: null, guidance: null, negativePrompt: false, batch: 1, pictures: null },
    ...{ seed: { min: 0, max: 9_999_999_999 }, enhancement: null, formats: [], safety: null, raw: false },
    ...change,
  };
}

export const square = { value: "1024x1024", width: 1024, height: 1024, aspect: "1:1" };
export const wide = { value: "1024x576", width: 1024, height: 576, aspect: "16:9" };

export const drawing = model("drawing", {
  size: { presets: [square, wide], default: square.value, free: null, field: "image_size" },
  steps: { ...number, min: 1, max: 50, recommended: 20 },
  negativePrompt: true,
});

export const editing = model("editing", {
  priceNanos: "40000000",
  pictures: { min: 1, max: 3, fields: ["image", "image2", "image3"], encoding: "data_uri", strength: null },
});

export function settings(of: ImageModel, change: Partial<ImageSettings> = {}): ImageSettings {
  return { ...usualSettings(of, "a cat"), ...change };
}

export function quota(change: Partial<Quota> = {}): Quota {
  return {
    ...{ period: "2026-11", resetsAt: "2026-12-01T00:00:00.000Z", limitNanos: "100000000", spentNanos: "0" },
    ...{ heldNanos: "0", currency: "USD" },
    ...change,
  };
}
