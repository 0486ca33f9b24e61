import type { LibraryItem } from "@/lib/library/schema";

/** The address of an item's small copy. */
export function thumbnailOf({ id, trashedAt }: Pick<LibraryItem, "id" | "trashedAt">): string {
  return `/api/assets/${id}?variant=thumbnail${trashedAt ? "&trashed=1" : ""}`;
}

/** As many small copies as a first window shows, of the items that have one. */
export function firstThumbnails(items: readonly LibraryItem[]): string[] {
  return items.slice(0, firstWindow).filter(hasThumbnail).map(thumbnailOf);
}

const firstWindow = 30;

function hasThumbnail({ kind, blur, missing }: LibraryItem): boolean {
  return !missing && (kind === "picture" || (kind === "video" && blur !== null));
}
