import { Archive } from "./archive";
import { findMainPart, readRelations, relationOf } from "./office";
import type { PageCollector } from "./page-collector";
import { Sections } from "./sections";
import { attribute, readXml, type Attributes, type XmlListener } from "./xml";

/** Levels of headings by the id of their paragraph style, which is a number in Chinese Word and a word in English. */
type HeadingStyles = ReadonlyMap<string, number>;

/** A Word document as Markdown: headings, lists, tables with a row on a line, notes at the end. */
export async function readDocx(bytes: Buffer, pages: PageCollector): Promise<boolean> {
  const archive = await Archive.open(bytes);
  const main = await findMainPart(archive, "docx");
  const relations = await readRelations(archive, main);
  const styles = relationOf(relations, "styles");
  const headings = styles ? await readHeadingStyles(archive, styles) : new Map<string, number>();
  const sections = new Sections(pages);
  await readXml(archive, main, new WordText(sections, headings).listener);
  for (const type of ["footnotes", "endnotes"]) {
    const notes = relationOf(relations, type);
    if (notes) await readXml(archive, notes, new WordText(sections, headings).listener);
  }
  return sections.end();
}

async function readHeadingStyles(archive: Archive, part: string): Promise<HeadingStyles> {
  const levels = new Map<string, number>();
  let style = "";
  await readXml(archive, part, {
    open: (name, attributes) => {
      if (name === "style") style = attribute(attributes, "styleId") ?? "";
      const value = attribute(attributes, "val") ?? "";
      const level = name === "name" ? /^heading ([1-9])$/i.exec(value)?.[1] : undefined;
      if (level) levels.set(style, Number(level));
      else if (name === "name" && value.toLowerCase() === "title") levels.set(style, 1);
      else if (name === "outlineLvl" && !levels.has(style)) setOutline(levels, style, value);
    },
  });
  return levels;
}

/** Nine is the level of body text. */
function setOutline(levels: Map<string, number>, style: string, value: string): void {
  if (/^[0-8]$/.test(value)) levels.set(style, Number(value) + 1);
}

interface Paragraph {
  text: string;
  heading: number;
  /** depth in a list from 0; -1 outside */
  list: number;
}

/** Where text goes: to the sections, or into a cell while a table is open. */
interface Table {
  cells: string[];
  cell: string[];
}

/** Follows the body. Paragraphs stand in paragraphs (text boxes) and tables in cells, so both are stacks. */
class WordText {
  private readonly paragraphs: Paragraph[] = [];
  private readonly tables: Table[] = [];
  private inText = 0;
  /** alternatives for older programs say the same a second time */
  private skipped = 0;
  private hidden = false;

  constructor(
    private readonly sections: Sections,
    private readonly headings: HeadingStyles,
  ) {}

  readonly listener: XmlListener = {
    open: (name, attributes) => this.open(name, attributes),
    close: (name) => this.close(name),
    text: (text) => {
      if (this.inText && !this.skipped && !this.hidden) this.write(text);
    },
  };

  private open(name: string, attributes: Attributes): void {
    if (name === "Fallback") this.skipped++;
    if (this.skipped) return;
    const paragraph = this.paragraphs.at(-1);
    const value = attribute(attributes, "val");
    switch (name) {
      case "p":
        this.paragraphs.push({ text: "", heading: 0, list: -1 });
        break;
      case "pStyle":
        if (paragraph) paragraph.heading = this.headings.get(value ?? "") ?? 0;
        break;
      case "ilvl":
        if (paragraph) paragraph.list = Math.min(8, Math.max(0, Number(value) || 0));
        break;
      case "numPr":
        if (paragraph) paragraph.list = Math.max(0, paragraph.list);
        break;
      case "r":
        this.hidden = false;
        break;
      case "vanish":
        this.hidden = value !== "0" && value !== "false";
        break;
      case "t":
        this.inText++;
        break;
      case "tab":
        if (paragraph?.text) this.write("\t");
        break;
      case "br":
      case "cr":
        this.write("\n");
        break;
      case "noBreakHyphen":
        this.write("-");
        break;
      case "tbl":
        this.tables.push({ cells: [], cell: [] });
        break;
    }
  }

  private close(name: string): void {
    if (name === "Fallback") this.skipped--;
    if (this.skipped) return;
    const table = this.tables.at(-1);
    switch (name) {
      case "t":
        this.inText--;
        break;
      case "r":
        this.hidden = false;
        break;
      case "p":
        this.endParagraph();
        break;
      case "tc":
        table?.cells.push(table.cell.join(" ").replace(/\s+/g, " ").trim());
        if (table) table.cell = [];
        break;
      case "tr":
        this.endRow();
        break;
      case "tbl":
        this.tables.pop();
        if (!this.tables.length) this.sections.line("");
        break;
    }
  }

  private write(text: string): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph) paragraph.text += text;
  }

  private endParagraph(): void {
    const paragraph = this.paragraphs.pop();
    const text = paragraph?.text.trim();
    if (!paragraph || !text) return;
    const table = this.tables.at(-1);
    if (table) table.cell.push(text);
    else this.put(text, paragraph);
  }

  private put(text: string, { heading, list }: Paragraph): void {
    if (heading) {
      this.sections.heading(text);
      this.lines(`${"#".repeat(Math.min(6, heading))} ${text.replace(/\s+/g, " ")}`);
    } else if (list >= 0) this.lines(`${"  ".repeat(list)}- ${text}`);
    else this.lines(text);
    if (list < 0) this.sections.line("");
  }

  private endRow(): void {
    const table = this.tables.at(-1);
    if (!table) return;
    const row = table.cells.join(" | ");
    table.cells = [];
    const outer = this.tables.at(-2);
    if (outer) outer.cell.push(row);
    else if (row.trim()) this.lines(`| ${row} |`);
  }

  private lines(text: string): void {
    for (const line of text.split("\n")) this.sections.line(line);
  }
}
