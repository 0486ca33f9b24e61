import type { Json, JsonObject } from "@/lib/models/schema";

/** Where a picture stands in a stored body: read when it is sent. Most models take a data URI, some the bare base64. */
export interface PicturePlace {
  assetId: string;
  encoding?: "base64";
}

/**
 * A stored body with its pictures in it. One after the other, so that no more than one is in memory twice.
 * @param read gives a picture as a data URI
 */
export async function withPictures(body: JsonObject, read: (assetId: string) => Promise<string>): Promise<JsonObject> {
  const filled: JsonObject = {};
  for (const [name, value] of Object.entries(body)) {
    const place = placeOf(value);
    if (!place) {
      filled[name] = value;
      continue;
    }
    const dataUri = await read(place.assetId);
    filled[name] = place.encoding === "base64" ? dataUri.slice(dataUri.indexOf(",") + 1) : dataUri;
  }
  return filled;
}

function placeOf(value: Json): PicturePlace | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { assetId, encoding } = value;
  if (typeof assetId !== "string") return undefined;
  return { assetId, ...(encoding === "base64" && { encoding }) };
}
