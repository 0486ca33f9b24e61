import type { Extent } from "@/lib/videos/schema";

/** The extent of one of the person's pictures; undefined where it is there no more. */
export function extentOf(assetId: string): Promise<Extent | undefined> {
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => resolve(undefined);
    image.src = `/api/assets/${assetId}`;
  });
}
