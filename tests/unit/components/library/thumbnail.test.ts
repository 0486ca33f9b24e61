import { expect, it } from "vitest";
import { firstThumbnails, thumbnailOf } from "@/components/library/thumbnail";
import type { LibraryItem } from "@/lib/library/schema";

const item = (id: string, change: Partial<LibraryItem>) =>
  ({ id, kind: "picture", blur: "data:", missing: false, trashedAt: null, ...change }) as LibraryItem;

it("names the small copies that a first window shows, and none that is not there", () => {
  const items = [
    item("one", {}),
    item("file", { kind: "document" }),
    item("clip", { kind: "video" }),
    item("unseen", { kind: "video", blur: null }),
    item("lost", { missing: true }),
    ...Array.from({ length: 50 }, (_, index) => item(`more ${index}`, {})),
  ];
  const first = firstThumbnails(items);
  expect(first.slice(0, 3)).toEqual([
    "/api/assets/one?variant=thumbnail",
    "/api/assets/clip?variant=thumbnail",
    "/api/assets/more 0?variant=thumbnail",
  ]);
  expect(first.length).toBeLessThan(31);
  expect(thumbnailOf({ id: "old", trashedAt: "2026-01-01" })).toBe("/api/assets/old?variant=thumbnail&trashed=1");
});
