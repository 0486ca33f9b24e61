import { toImageModel } from "@/lib/images/to-image-model";
import type { ImageModel } from "@/lib/images/schema";
import type { MediaModel } from "@/lib/models/schema";
import { readCatalogueFile } from "@/lib/models/seed-catalogue";

/** Every model of the catalogue that makes pictures and was not withdrawn, with or without a published price. */
export async function imageModelsOfCatalogue(): Promise<ImageModel[]> {
  const { models } = await readCatalogueFile();
  return models
    .filter(({ subType, status }) => /^(text|image)-to-image$/.test(subType) && status !== "offline")
    .map(({ capabilities, params, ...model }) =>
      toImageModel({
        ...{ ...model, abilities: capabilities, params },
        ...{ state: "listed", isNew: false, offered: true, defaults: {} },
        capabilities: {} as MediaModel["capabilities"],
        prices: [{ unit: "images", rateNanos: "42000000", currency: "USD", source: "A list", sourcedOn: "2026-07-21" }],
      }),
    );
}
