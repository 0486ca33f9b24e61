import type { CreationKind } from "./schema";

const LENGTH = 60;

/** What a result is called as long as its person has not said otherwise: the first words it was made from. */
export function toCreationName(prompt: string, kind: CreationKind): string {
  const words = prompt
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s/\\]+/gu, " ")
    .trim();
  return Array.from(words).slice(0, LENGTH).join("").trim() || kind;
}
