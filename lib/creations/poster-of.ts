/** The picture that a call was given to begin with, if any: where a video starts, it looks like that. */
export function posterOf(body: unknown): string | undefined {
  const image = (body as { image?: unknown } | null)?.image;
  const assetId = typeof image === "object" && image !== null ? (image as { assetId?: unknown }).assetId : undefined;
  return typeof assetId === "string" ? assetId : undefined;
}
