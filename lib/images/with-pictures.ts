import type { JsonObject, Json } from "@/lib/models/schema";
import type { PictureField } from "./model";

/**
 * A stored body with its pictures in it, as the model wants them: most take a data URI, some the bare base64.
 * @param read gives a picture as a data URI
 */
export async function withPictures(
  body: JsonObject,
  pictures: PictureField | null,
  read: (assetId: string) => Promise<string>,
): Promise<JsonObject> {
  const filled = await Promise.all(
    Object.entries(body).map(async ([name, value]): Promise<[string, Json]> => {
      const assetId = assetIdOf(value);
      if (assetId === undefined) return [name, value];
      const dataUri = await read(assetId);
      return [name, pictures?.encoding === "base64" ? dataUri.slice(dataUri.indexOf(",") + 1) : dataUri];
    }),
  );
  return Object.fromEntries(filled);
}

function assetIdOf(value: Json): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return typeof value["assetId"] === "string" ? value["assetId"] : undefined;
}
