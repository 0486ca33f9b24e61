/**
 * The sizes a clip can have. Of a picture the service takes the size whose shape is closest.
 * @see SiliconFlow API reference, POST /video/submit (2026-11)
 */
export const videoSizes = ["1280x720", "720x1280", "960x960"] as const;
export type VideoSize = (typeof videoSizes)[number];

export interface Extent {
  width: number;
  height: number;
}

/** A part of a picture, in whole pixels of the picture as it is stored. */
export interface Crop extends Extent {
  left: number;
  top: number;
}

export const frames: Readonly<Record<VideoSize, Extent & { shape: "16:9" | "9:16" | "1:1" }>> = {
  "1280x720": { width: 1280, height: 720, shape: "16:9" },
  "720x1280": { width: 720, height: 1280, shape: "9:16" },
  "960x960": { width: 960, height: 960, shape: "1:1" },
};

/** How many times a part may be enlarged beyond the largest one that fits. */
export const MAX_ZOOM = 4;

/**
 * The size whose shape is closest: twice too wide is as far away as twice too tall. 4:3 lies exactly between two, and
 * stays lying or standing as it was.
 */
export function closestSize({ width, height }: Extent): VideoSize {
  const distance = (size: VideoSize) => Math.round(1e9 * Math.abs(Math.log(width / height) - Math.log(shapeOf(size))));
  return videoSizes.reduce((best, size) => (distance(size) < distance(best) ? size : best));
}

/** The middle of a picture in the shape of a size: as much of it as fits, or a `zoom`th of that. */
export function centredCrop(picture: Extent, size: VideoSize, zoom = 1): Crop {
  const extent = extentOf(picture, size, zoom);
  return {
    ...extent,
    left: Math.floor((picture.width - extent.width) / 2),
    top: Math.floor((picture.height - extent.height) / 2),
  };
}

/** The same part elsewhere in the picture, never beyond its edges. */
export function moveCrop(picture: Extent, crop: Crop, by: { x: number; y: number }): Crop {
  const within = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value)));
  return {
    ...crop,
    left: within(crop.left + by.x, picture.width - crop.width),
    top: within(crop.top + by.y, picture.height - crop.height),
  };
}

/** Another enlargement about the same middle, as far as the edges let it. */
export function zoomCrop(picture: Extent, crop: Crop, size: VideoSize, zoom: number): Crop {
  const extent = extentOf(picture, size, zoom);
  const next = { ...extent, left: crop.left, top: crop.top };
  return moveCrop(picture, next, { x: (crop.width - extent.width) / 2, y: (crop.height - extent.height) / 2 });
}

/** How far a part is enlarged: 1 is as much of the picture as fits. */
export function zoomOf(picture: Extent, crop: Crop, size: VideoSize): number {
  return Math.max(1, Math.min(MAX_ZOOM, extentOf(picture, size, 1).width / crop.width));
}

/** Whether a part lies in the picture and has the shape of the size, to the pixel. */
export function fitsCrop(picture: Extent, crop: Crop, size: VideoSize): boolean {
  const { width, height } = frames[size];
  const inside = crop.left + crop.width <= picture.width && crop.top + crop.height <= picture.height;
  const skew = Math.abs(crop.width * height - crop.height * width);
  const smallest = extentOf(picture, size, MAX_ZOOM);
  return inside && skew <= Math.max(width, height) && crop.width >= smallest.width && crop.height >= smallest.height;
}

function extentOf(picture: Extent, size: VideoSize, zoom: number): Extent {
  const shape = shapeOf(size);
  const width = Math.min(picture.width, picture.height * shape) / zoom;
  const pixels = (value: number, most: number) => Math.max(1, Math.min(most, Math.round(value)));
  return { width: pixels(width, picture.width), height: pixels(width / shape, picture.height) };
}

function shapeOf(size: VideoSize): number {
  return frames[size].width / frames[size].height;
}
