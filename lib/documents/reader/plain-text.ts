import { cleanText } from "./clean-text";
import type { PageCollector } from "./page-collector";
import { Sections } from "./sections";
import { TableParts } from "./table-parts";

/** Text and source code as they are, cut into sections at line ends. */
export function readLines(text: string, pages: PageCollector, naming: "headings" | "lines"): boolean {
  const sections = new Sections(pages, naming);
  for (const line of cleanText(text).split("\n")) sections.line(line);
  return sections.end();
}

/** Markdown as it is, with a section for each heading that has enough below it. */
export function readMarkdown(text: string, pages: PageCollector): boolean {
  const sections = new Sections(pages);
  let fence = "";
  for (const line of cleanText(text).split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
    if (!fence) fence = mark;
    else if (mark.startsWith(fence)) fence = "";
    if (!fence && !mark && /^#{1,6} /.test(line)) sections.heading(line.replace(/^#+ /, ""));
    sections.line(line);
  }
  return sections.end();
}

/** Values as the file separates them; a row may go on over several lines inside quotes. */
export function readCsv(text: string, pages: PageCollector): boolean {
  const table = new TableParts(pages, "");
  let pending = "";
  let number = 0;
  for (const line of cleanText(text).split("\n")) {
    pending = pending ? `${pending}\n${line}` : line;
    // Rows that never close their quotes are lines like any others.
    if (isOpen(pending) && pending.length < 10_000) continue;
    table.row(++number, pending);
    pending = "";
  }
  if (pending) table.row(++number, pending);
  table.end();
  return pages.visible > 0;
}

/** Whether a quote is still open at the end: quotes inside quotes are doubled, so their number tells. */
function isOpen(row: string): boolean {
  let quotes = 0;
  for (let at = row.indexOf('"'); at >= 0; at = row.indexOf('"', at + 1)) quotes++;
  return quotes % 2 === 1;
}
