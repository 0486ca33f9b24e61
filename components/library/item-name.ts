import type { LibraryItem } from "@/lib/library/schema";

const longest = 80;

/** What people would call an item: the words it was made from, else its file's name. */
export function nameOf({ prompt, name, origin }: Pick<LibraryItem, "prompt" | "name" | "origin">): string {
  const words = origin === "upload" ? name : prompt.replace(/\s+/gu, " ").trim() || name;
  const characters = [...words];
  return characters.length > longest ? `${characters.slice(0, longest).join("")}…` : words;
}
