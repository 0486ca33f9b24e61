import { limits } from "../limits";
import { Archive } from "./archive";
import { formatNumber, meaningOf, type NumberMeaning } from "./cell-format";
import { ReadingFailure } from "./failure";
import { findMainPart, readRelations, relationOf } from "./office";
import type { PageCollector } from "./page-collector";
import { TableParts } from "./table-parts";
import { attribute, readXml } from "./xml";

interface Workbook {
  archive: Archive;
  strings: string[];
  /** by the number of a cell's style */
  meanings: NumberMeaning[];
  from1904: boolean;
}

/** A workbook sheet by sheet: cells by tabs, rows by lines, long sheets in parts that repeat the first row. */
export async function readXlsx(bytes: Buffer, pages: PageCollector): Promise<boolean> {
  const archive = await Archive.open(bytes);
  const main = await findMainPart(archive, "xlsx");
  const relations = await readRelations(archive, main);
  const sheets: { name: string; part: string | undefined }[] = [];
  let from1904 = false;
  await readXml(archive, main, {
    open: (name, attributes) => {
      if (name === "workbookPr") from1904 = ["1", "true"].includes(attribute(attributes, "date1904") ?? "");
      if (name !== "sheet") return;
      const relation = relations.get(attributes["r:id"] ?? "");
      const part = relation?.type === "worksheet" ? relation.target : undefined;
      sheets.push({ name: attribute(attributes, "name") ?? "", part });
    },
  });
  const strings = await readStrings(archive, relationOf(relations, "sharedStrings"));
  const meanings = await readMeanings(archive, relationOf(relations, "styles"));
  for (const { name, part } of sheets) {
    if (part) await readSheet({ archive, strings, meanings, from1904 }, part, new TableParts(pages, name));
  }
  return pages.visible > 0;
}

async function readStrings(archive: Archive, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (!part) return strings;
  let current = "";
  let inText = false;
  let inReading = 0;
  let characters = 0;
  await readXml(archive, part, {
    open: (name) => {
      if (name === "si") current = "";
      else if (name === "rPh") inReading++;
      else if (name === "t") inText = true;
    },
    close: (name) => {
      if (name === "t") inText = false;
      // How Japanese is pronounced, which is not part of the text.
      else if (name === "rPh") inReading--;
      else if (name === "si") {
        characters += current.length + 1;
        if (characters > limits.sharedCharacters) throw new ReadingFailure("too_large");
        strings.push(current);
      }
    },
    text: (text) => {
      if (inText && !inReading) current += text;
    },
  });
  return strings;
}

async function readMeanings(archive: Archive, part: string | undefined): Promise<NumberMeaning[]> {
  const codes = new Map<number, string>();
  const meanings: NumberMeaning[] = [];
  if (!part) return meanings;
  let inCellFormats = false;
  await readXml(archive, part, {
    open: (name, attributes) => {
      const id = Number(attribute(attributes, "numFmtId"));
      if (name === "numFmt") codes.set(id, (attribute(attributes, "formatCode") ?? "").slice(0, 300));
      else if (name === "cellXfs") inCellFormats = true;
      else if (name === "xf" && inCellFormats) meanings.push(meaningOf(id, codes.get(id)));
    },
    close: (name) => {
      if (name === "cellXfs") inCellFormats = false;
    },
  });
  return meanings;
}

async function readSheet(workbook: Workbook, part: string, table: TableParts): Promise<void> {
  let row = 0;
  let cells: string[] = [];
  let column = 0;
  let type = "n";
  let style = 0;
  let value = "";
  let inValue = false;
  let inReading = 0;
  await readXml(workbook.archive, part, {
    open: (name, attributes) => {
      if (name === "row") {
        row = Number(attribute(attributes, "r")) || row + 1;
        cells = [];
        column = 0;
      } else if (name === "c") {
        const reference = attribute(attributes, "r");
        const next = reference ? columnOf(reference) : column + 1;
        leaveOut(next - column - 1, reference);
        column = Math.max(next, column + 1);
        type = attribute(attributes, "t") ?? "n";
        style = Number(attribute(attributes, "s") ?? 0);
        value = "";
      } else if (name === "v" || name === "t") inValue = true;
      else if (name === "rPh") inReading++;
    },
    close: (name) => {
      if (name === "v" || name === "t") inValue = false;
      else if (name === "rPh") inReading--;
      else if (name === "c") cells[cells.length - 1] += shown();
      else if (name === "row") table.row(row, cells.join("\t"));
    },
    text: (text) => {
      if (inValue && !inReading) value += text;
    },
  });
  table.end();

  /** Cells that are not there keep the columns in line, unless there are very many: then the next says where it stands. */
  function leaveOut(count: number, reference: string | undefined): void {
    if (count > 20) cells.push(`${reference}: `);
    else cells.push(...Array<string>(Math.max(0, count)).fill(""), "");
  }

  function shown(): string {
    if (type === "s") return oneLine(workbook.strings[Number(value)] ?? "");
    if (type === "b") return value === "1" ? "TRUE" : "FALSE";
    if (type === "n") return formatNumber(value, workbook.meanings[style] ?? "number", workbook.from1904);
    return oneLine(value);
  }
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\t]\s*/g, " ").trim();
}

/** "AB12" is column 28. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/i.exec(reference)?.[0].toUpperCase() ?? "") {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column;
}
