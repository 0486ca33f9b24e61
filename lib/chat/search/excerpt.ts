import type { Excerpt } from "./schema";
import type { Term } from "./terms";

const before = 60;
const longest = 240;

/**
 * The part of a text around the first thing found, in one line, with everything found in it marked. Without a hit (the
 * database compares a little differently from here) it is the text's beginning.
 */
export function excerptOf(text: string, terms: readonly Term[]): Excerpt {
  // Far beyond the first hit nothing is shown, so nothing is looked for.
  const first = firstHit(text, terms);
  const from = first === undefined ? 0 : startBefore(text, first);
  const line = inOneLine(text.slice(from, from + longest * 2), terms);
  const cut = line.length > longest;
  const shown =
    (from > 0 ? "…" : "") +
    (cut
      ? `${line
          .slice(0, longest)
          .toWellFormed()
          .replace(/\uFFFD$/u, "")}…`
      : line);
  return { text: shown, marks: marksIn(shown, terms) };
}

/** Without the marks of markdown, unless something found lies in them. */
function inOneLine(text: string, terms: readonly Term[]): string {
  const asWritten = text.replace(/\s+/gu, " ").trim();
  const plain = withoutMarks(text).replace(/\s+/gu, " ").trim();
  return marksIn(plain, terms).length < marksIn(asWritten, terms).length ? asWritten : plain;
}

/** Headings, points, quotes, rules, fences, tables, emphasis, code and links as the words that are in them. */
function withoutMarks(text: string): string {
  return text
    .replace(/^[ \t]*(?:```|~~~).*$/gmu, "")
    .replace(/^[ \t|:-]*-{3}[ \t|:-]*$/gmu, "")
    .replace(/^[ \t]*(?:#{1,6}[ \t]|[-*+][ \t]|>[ \t]?)+/gmu, "")
    .replace(/!?\[([^\]\n]{1,200})\]\([^()\s]{1,500}\)/gu, "$1")
    .replace(/(\*\*|__|`)(?=\S)([^\n]{1,200}?)(?<=\S)\1/gu, "$2")
    .replace(/^[ \t]*\||\|[ \t]*$/gmu, "")
    .replace(/[ \t]\|[ \t]/gu, " · ");
}

/** Every place of every term, in order and joined where they overlap. */
export function marksIn(text: string, terms: readonly Term[]): [number, number][] {
  const places = terms.flatMap((term) =>
    [...text.matchAll(patternOf(term))].map(({ index, 0: found }): [number, number] => [index, index + found.length]),
  );
  const marks: [number, number][] = [];
  for (const [from, to] of places.sort((first, second) => first[0] - second[0])) {
    const last = marks.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else marks.push([from, to]);
  }
  return marks;
}

function firstHit(text: string, terms: readonly Term[]): number | undefined {
  const places = terms.flatMap((term) => {
    const place = text.search(patternOf(term));
    return place < 0 ? [] : [place];
  });
  return places.length > 0 ? Math.min(...places) : undefined;
}

/** Some way before a hit, where a word begins. */
function startBefore(text: string, hit: number): number {
  if (hit <= before) return 0;
  const from = hit - before;
  const space = text.slice(from, hit).search(/\s/);
  const start = space < 0 ? from : from + space + 1;
  // Not in the middle of a character of two halves.
  return /[\uDC00-\uDFFF]/.test(text[start] ?? "") ? start + 1 : start;
}

function patternOf({ text, kind }: Term): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  return kind === "word" ? new RegExp(`(?<![a-z0-9])${escaped}(?![a-z0-9])`, "giu") : new RegExp(escaped, "giu");
}
