import type { DocumentUnit } from "./schema";

interface Page {
  number: number;
  title: string;
  text: string;
}

/**
 * A page's text under a line that names it, so that an answer can say where something stands. For the model, so in
 * English whatever the document's language. Sections carry their own headings.
 */
export function markedPage(unit: DocumentUnit, { number, title, text }: Page): string {
  if (unit === "section") return text;
  if (unit === "page") return `[Page ${number}]\n${text}`;
  const name = { slide: `Slide ${number}`, sheet: title ? `Sheet ${title}` : `Rows, part ${number}` }[unit];
  return `[${name}]\n${text}`;
}

/** Pages in their order as one text. Where sections are left out between two of them, a mark says so. */
export function joinPages(unit: DocumentUnit, pages: readonly Page[]): string {
  return pages
    .map((page, index) => {
      const gap = unit === "section" && page.number !== (pages[index - 1]?.number ?? page.number - 1) + 1;
      return `${gap ? "[…]\n" : ""}${markedPage(unit, page)}`;
    })
    .join(unit === "section" ? "\n" : "\n\n");
}
