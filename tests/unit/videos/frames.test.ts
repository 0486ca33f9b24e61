import { describe, expect, it } from "vitest";
import {
  centredCrop,
  closestSize,
  fitsCrop,
  frames,
  MAX_ZOOM,
  moveCrop,
  videoSizes,
  zoomCrop,
  zoomOf,
} from "@/lib/videos/schema";

describe("closestSize", () => {
  it.each([
    [1920, 1080, "1280x720"],
    [1600, 1200, "1280x720"],
    [1200, 1600, "720x1280"],
    [4000, 1000, "1280x720"],
    [1024, 1024, "960x960"],
    [1200, 1000, "960x960"],
    [1000, 1200, "960x960"],
    [1000, 1300, "960x960"],
    [1000, 1400, "720x1280"],
    [1080, 1920, "720x1280"],
    [100, 4000, "720x1280"],
  ])("of %i×%i is %s", (width, height, size) => {
    expect(closestSize({ width, height })).toBe(size);
  });
});

describe("a crop", () => {
  const extents = [
    [1920, 1080],
    [1024, 1024],
    [3584, 7],
    [7, 3584],
    [1, 1],
    [333, 777],
    [1281, 719],
    [40, 31],
  ] as const;

  it.each(extents)("of %i×%i lies in the middle, in the shape of every size", (width, height) => {
    for (const size of videoSizes) {
      for (const zoom of [1, 1.3, MAX_ZOOM]) {
        const crop = centredCrop({ width, height }, size, zoom);
        expect(fitsCrop({ width, height }, crop, size), `${size} at ${zoom}: ${JSON.stringify(crop)}`).toBe(true);
        expect(Math.abs(crop.left * 2 + crop.width - width)).toBeLessThanOrEqual(1);
        expect(Math.abs(crop.top * 2 + crop.height - height)).toBeLessThanOrEqual(1);
      }
    }
  });

  it("takes all of a picture that has the shape already", () => {
    for (const size of videoSizes) {
      const { width, height } = frames[size];
      expect(centredCrop({ width, height }, size)).toEqual({ left: 0, top: 0, width, height });
    }
  });

  it("is moved up to the edges and no further", () => {
    const picture = { width: 2000, height: 1000 };
    const crop = centredCrop(picture, "960x960");
    expect(crop).toEqual({ left: 500, top: 0, width: 1000, height: 1000 });
    expect(moveCrop(picture, crop, { x: 100.4, y: 30 })).toMatchObject({ left: 600, top: 0 });
    expect(moveCrop(picture, crop, { x: -9999, y: -9999 })).toMatchObject({ left: 0, top: 0 });
    expect(moveCrop(picture, crop, { x: 9999, y: 9999 })).toMatchObject({ left: 1000, top: 0 });
  });

  it("is enlarged about its middle, and back", () => {
    const picture = { width: 1600, height: 900 };
    const moved = { ...centredCrop(picture, "1280x720", 2), left: 0, top: 0 };
    expect(zoomOf(picture, moved, "1280x720")).toBe(2);
    const closer = zoomCrop(picture, moved, "1280x720", 4);
    expect(closer).toEqual({ left: 200, top: 113, width: 400, height: 225 });
    expect(zoomCrop(picture, closer, "1280x720", 1)).toEqual({ left: 0, top: 0, width: 1600, height: 900 });
  });

  it.each([
    ["beyond the edge", { left: 1, top: 0, width: 1600, height: 900 }],
    ["of another shape", { left: 0, top: 0, width: 900, height: 900 }],
    ["too small", { left: 0, top: 0, width: 160, height: 90 }],
  ])("%s is refused", (_, crop) => {
    expect(fitsCrop({ width: 1600, height: 900 }, crop, "1280x720")).toBe(false);
  });
});
