import type { Creation } from "@/lib/creations/schema";
import type { Asset } from "@/lib/media/schema";
import { ApiError, request } from "@/lib/ui";
import type { StartVideoInput } from "@/lib/videos/schema";

/** @throws ApiError where it is refused; sent again with the same key, it is made once */
export async function startVideo(input: StartVideoInput): Promise<Creation> {
  const { creation } = await request<{ creation: Creation }>("POST", "/api/videos", input);
  return creation;
}

/** Gives a clip the picture that stands for it. @throws ApiError */
export async function savePoster(assetId: string, picture: Blob): Promise<Asset> {
  const response = await fetch(`/api/assets/${assetId}/poster`, {
    method: "POST",
    body: picture,
    headers: { "content-type": "application/octet-stream" },
  });
  if (!response.ok) throw new ApiError(response.status, undefined);
  const { asset } = (await response.json()) as { asset: Asset };
  return asset;
}
