import { storableText } from "@/lib/core";

/**
 * Text as it is kept and sent: one kind of line end, no control characters, no long runs of blank lines. PDF producers
 * write Chinese characters with the look-alikes of the radical blocks, which no search takes for the real ones.
 */
export function cleanText(text: string): string {
  return storableText(text)
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, "\n")
    .replace(/(?![\t\n])\p{Cc}|[\ufeff\ufffe\uffff]/gu, "")
    .replace(/[\u2e80-\u2fdf]/g, (radical) => radical.normalize("NFKC"))
    .split("\n")
    .map((line) => line.trimEnd()) // a pattern would take quadratic time over a line of blanks
    .join("\n")
    .replace(/\n{4,}/g, "\n\n\n");
}

/** A line that stands for a text in lists: the first one with something in it. */
export function titleOf(text: string): string {
  return shortTitle(/\S.*/.exec(text)?.[0] ?? "");
}

/** One line of at most 80 characters. */
export function shortTitle(text: string): string {
  const line = text.slice(0, 1000).replace(/\s+/g, " ").replace(/^#+ /, "").trim();
  const characters = [...line];
  return characters.length <= 80 ? line : `${characters.slice(0, 79).join("").trimEnd()}…`;
}
