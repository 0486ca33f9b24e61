import type { Creation, CreationCall } from "@/lib/creations/schema";
import type { Asset } from "@/lib/media/schema";
import { fitInput, ImageSettings, sidesOf, type FittedSettings, type ImageModel } from "@/lib/images/schema";

/** What a creation was asked with; undefined where it was made by other means or by an older form. */
export function settingsOf(creation: Pick<Creation, "request">): ImageSettings | undefined {
  const { requestKey: _, ...request } = creation.request;
  const parsed = ImageSettings.safeParse(request);
  return parsed.success ? parsed.data : undefined;
}

/** The proportions of what was asked for, as far as they are known before it is there. */
export function shapeOf(creation: Creation): { width: number; height: number } | undefined {
  const settings = settingsOf(creation);
  const size = settings?.size === undefined ? undefined : sidesOf(settings.size);
  if (size) return size;
  const [width, height] = (settings?.aspect ?? "").split(":").map(Number);
  if (width && height) return { width, height };
  const there = creation.calls.flatMap(({ outputs }) => outputs.flatMap(({ asset }) => asset ?? []))[0];
  return there?.width && there.height ? { width: there.width, height: there.height } : undefined;
}

/** How many pictures a call of a creation was asked for: the last one gets what is left. */
export function expectedOf(creation: Creation): (call: Pick<CreationCall, "position">) => number {
  const count = settingsOf(creation)?.count ?? creation.calls.length;
  const batch = Math.max(1, Math.ceil(count / Math.max(1, creation.calls.length)));
  return ({ position }) => Math.max(1, Math.min(batch, count - position * batch));
}

/** As many as are asked for when a picture is varied. */
export const variations = 4;

export interface Variation {
  settings: ImageSettings;
  /** picture: from the picture itself; seeds: with seeds beside its own */
  by: "picture" | "seeds";
}

/**
 * The same picture a little different: from the picture itself where its model can work from one and from words, else
 * with the seeds that follow its own.
 */
export function variationOf(
  model: ImageModel,
  settings: ImageSettings,
  asset: Pick<Asset, "id">,
  seed: number | null,
): Variation {
  if (model.pictures && model.pictures.max > 0) {
    const { settings: fitted } = fitInput(model, { ...settings, inputAssetIds: [asset.id], seed: null });
    return { settings: { ...fitted, count: variations }, by: "picture" };
  }
  const { min, max } = model.seed;
  const next = seed === null ? null : seed + 1 > max ? min : seed + 1;
  return { settings: { ...settings, count: variations, seed: next }, by: "seeds" };
}

/** The model to edit a picture with: the one at hand if it takes pictures, else the cheapest that is made for it. */
export function editorOf(models: readonly ImageModel[], current: string | undefined): ImageModel | undefined {
  const able = models.filter(({ pictures }) => pictures !== null);
  const here = able.find(({ id }) => id === current);
  const price = ({ priceNanos }: ImageModel) => BigInt(priceNanos);
  const cheapest = (list: readonly ImageModel[]) =>
    list.toSorted((one, other) => (price(one) < price(other) ? -1 : price(one) > price(other) ? 1 : 0))[0];
  return here ?? cheapest(able.filter(({ pictures }) => pictures!.min > 0)) ?? cheapest(able);
}

/** A form that edits this picture: its words are for what is to change, so they start empty. */
export function editingSettings(model: ImageModel, settings: ImageSettings, assetId: string): FittedSettings {
  return fitInput(model, {
    ...{ ...settings, prompt: "", negativePrompt: undefined },
    ...{ count: 1, inputAssetIds: [assetId], seed: null },
  });
}

export type ModelGroup = "words" | "both" | "pictures";

/** What a model starts from. */
export function groupOf({ pictures }: ImageModel): ModelGroup {
  return pictures === null ? "words" : pictures.min > 0 ? "pictures" : "both";
}
