import { Archive } from "./archive";
import { ReadingFailure } from "./failure";
import { findMainPart, readRelations, relationOf } from "./office";
import type { PageCollector } from "./page-collector";
import { titleOf } from "./clean-text";
import { attribute, readXml } from "./xml";

/** A presentation slide by slide, in the order in which they are shown, with their tables and the speaker's notes. */
export async function readPptx(bytes: Buffer, pages: PageCollector): Promise<boolean> {
  const archive = await Archive.open(bytes);
  const main = await findMainPart(archive, "pptx");
  const relations = await readRelations(archive, main);
  const order: string[] = [];
  await readXml(archive, main, {
    open: (name, attributes) => {
      if (name === "sldId") order.push(attributes["r:id"] ?? "");
    },
  });
  if (!order.length) throw new ReadingFailure("empty");
  for (const id of order) {
    const slide = relations.get(id)?.target;
    if (slide) await readSlide(archive, slide, pages);
  }
  return pages.visible > 0;
}

async function readSlide(archive: Archive, part: string, pages: PageCollector): Promise<void> {
  const { title, lines } = await readShapes(archive, part);
  const notesPart = relationOf(await readRelations(archive, part), "notesSlide");
  if (notesPart) {
    const notes = await readShapes(archive, notesPart, { onlyBody: true });
    if (notes.lines.length) lines.push("", "Notes:", ...notes.lines);
  }
  const text = lines.join("\n");
  pages.add(title || titleOf(text), text);
}

/** Places of a layout that repeat on every slide. */
const furniture = new Set(["sldNum", "dt", "ftr", "hdr", "sldImg"]);

/** The paragraphs of a slide's shapes; rows of a table stand on a line each. */
async function readShapes(
  archive: Archive,
  part: string,
  { onlyBody = false }: { onlyBody?: boolean } = {},
): Promise<{ title: string; lines: string[] }> {
  const lines: string[] = [];
  const titles: string[] = [];
  let place = "";
  let paragraph = "";
  let level = 0;
  let inText = false;
  let skipped = 0;
  let cells: string[] | undefined;
  let cell: string[] = [];
  await readXml(archive, part, {
    open: (name, attributes) => {
      if (name === "Fallback") skipped++;
      else if (name === "sp") place = "";
      else if (name === "ph") place = attribute(attributes, "type") ?? "body";
      else if (name === "tbl") cells = [];
      else if (name === "p") [paragraph, level] = ["", 0];
      else if (name === "pPr") level = Math.min(8, Number(attribute(attributes, "lvl")) || 0);
      else if (name === "t") inText = true;
      else if (name === "br") paragraph += "\n";
    },
    close: (name) => {
      if (name === "Fallback") skipped--;
      else if (name === "t") inText = false;
      else if (name === "p" && !skipped) endParagraph();
      else if (name === "tc" && cells) {
        cells.push(cell.join(" ").replace(/\s+/g, " "));
        cell = [];
      } else if (name === "tr" && cells) {
        lines.push(`| ${cells.join(" | ")} |`);
        cells = [];
      } else if (name === "tbl") cells = undefined;
    },
    text: (text) => {
      if (inText && !skipped) paragraph += text;
    },
  });
  return { title: titles.join(" "), lines };

  function endParagraph(): void {
    const text = paragraph.trim();
    paragraph = "";
    if (!text || furniture.has(place) || (onlyBody && place !== "body")) return;
    if (cells) cell.push(text);
    else if (place === "title" || place === "ctrTitle") {
      titles.push(text);
      lines.push(`# ${text.replace(/\s+/g, " ")}`);
    } else lines.push(level ? `${"  ".repeat(level)}- ${text}` : text);
  }
}
