import { makeZip, type ZipPart } from "./zip";

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`;
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function contentTypes(main: string, type: string): ZipPart {
  return {
    name: "[Content_Types].xml",
    data: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
  };
}

function relations(part: string, list: { id: string; type: string; target: string }[]): ZipPart {
  const rows = list.map(
    ({ id, type, target }) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return {
    name: part,
    data: `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join("")}</Relationships>`,
  };
}

const word = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${office}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`;

/** Runs of WordprocessingML, as `paragraph` wraps them. */
export const paragraph = (text: string, properties = "") =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p>`;

/** A Word document with this body; style "1" is the first heading, as Chinese Word names it. */
export function makeDocx(body: string, more: ZipPart[] = []): Buffer {
  return makeZip([
    contentTypes("word/document.xml", "wordprocessingml.document"),
    relations("word/_rels/document.xml.rels", [
      { id: "rId1", type: "styles", target: "styles.xml" },
      { id: "rId2", type: "footnotes", target: "footnotes.xml" },
    ]),
    {
      name: "word/styles.xml",
      data: `${declaration}<w:styles ${word}><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>`,
    },
    { name: "word/document.xml", data: `${declaration}<w:document ${word}><w:body>${body}</w:body></w:document>` },
    ...more,
  ]);
}

const drawing = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="${office}"`;

export interface Slide {
  title: string;
  lines: string[];
  table?: string[][];
  notes?: string;
}

const shape = (place: string, lines: string[]) =>
  `<p:sp><p:nvSpPr><p:nvPr>${place && `<p:ph type="${place}"/>`}</p:nvPr></p:nvSpPr><p:txBody>${lines
    .map((line) => `<a:p><a:r><a:t>${escape(line)}</a:t></a:r></a:p>`)
    .join("")}</p:txBody></p:sp>`;

/** A presentation whose parts lie in the reverse order of its slides. */
export function makePptx(slides: Slide[]): Buffer {
  const parts: ZipPart[] = slides.flatMap(({ title, lines, table, notes }, index) => {
    const number = slides.length - index;
    const rows = (table ?? []).map(
      (row) =>
        `<a:tr>${row.map((cell) => `<a:tc><a:txBody><a:p><a:r><a:t>${escape(cell)}</a:t></a:r></a:p></a:txBody></a:tc>`).join("")}</a:tr>`,
    );
    const graphic = table ? `<p:graphicFrame><a:tbl>${rows.join("")}</a:tbl></p:graphicFrame>` : "";
    const tree = (content: string) => `<p:cSld><p:spTree>${content}</p:spTree></p:cSld>`;
    return [
      {
        name: `ppt/slides/slide${number}.xml`,
        data: `${declaration}<p:sld ${drawing}>${tree(shape("title", [title]) + shape("", lines) + graphic + shape("sldNum", ["7"]))}</p:sld>`,
      },
      ...(notes
        ? [
            relations(`ppt/slides/_rels/slide${number}.xml.rels`, [
              { id: "rId1", type: "notesSlide", target: `../notesSlides/notesSlide${number}.xml` },
            ]),
            {
              name: `ppt/notesSlides/notesSlide${number}.xml`,
              data: `${declaration}<p:notes ${drawing}>${tree(shape("sldImg", ["x"]) + shape("body", [notes]))}</p:notes>`,
            },
          ]
        : []),
    ];
  });
  const ids = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`).join("");
  return makeZip([
    contentTypes("ppt/presentation.xml", "presentationml.presentation"),
    relations(
      "ppt/_rels/presentation.xml.rels",
      slides.map((_, index) => ({
        id: `rId${index + 1}`,
        type: "slide",
        target: `slides/slide${slides.length - index}.xml`,
      })),
    ),
    {
      name: "ppt/presentation.xml",
      data: `${declaration}<p:presentation ${drawing}><p:sldIdLst>${ids}</p:sldIdLst></p:presentation>`,
    },
    ...parts,
  ]);
}

export interface Sheet {
  name: string;
  /** rows of SpreadsheetML cells, or of values: numbers as they are, text through the shared strings */
  rows: (string | number | { raw: string })[][];
}

/** A workbook; style 1 is a date, style 2 a percentage. */
export function makeXlsx(sheets: Sheet[]): Buffer {
  const strings: string[] = [];
  const letters = (index: number): string =>
    (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));
  const cell = (value: Sheet["rows"][number][number], row: number, column: number) => {
    const reference = `r="${letters(column)}${row + 1}"`;
    if (typeof value === "object") return value.raw;
    if (typeof value === "number") return `<c ${reference}><v>${value}</v></c>`;
    return `<c ${reference} t="s"><v>${strings.push(value) - 1}</v></c>`;
  };
  const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"`;
  const parts = sheets.map(({ rows }, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    data: `${declaration}<worksheet ${main}><sheetData>${rows
      .map(
        (cells, row) => `<row r="${row + 1}">${cells.map((value, column) => cell(value, row, column)).join("")}</row>`,
      )
      .join("")}</sheetData></worksheet>`,
  }));
  return makeZip([
    contentTypes("xl/workbook.xml", "spreadsheetml.sheet"),
    relations("xl/_rels/workbook.xml.rels", [
      ...sheets.map((_, index) => ({
        id: `rId${index + 1}`,
        type: "worksheet",
        target: `worksheets/sheet${index + 1}.xml`,
      })),
      { id: "rIdS", type: "sharedStrings", target: "sharedStrings.xml" },
      { id: "rIdF", type: "styles", target: "styles.xml" },
    ]),
    {
      name: "xl/workbook.xml",
      data: `${declaration}<workbook ${main}><sheets>${sheets.map(({ name }, index) => `<sheet name="${escape(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join("")}</sheets></workbook>`,
    },
    {
      name: "xl/styles.xml",
      data: `${declaration}<styleSheet ${main}><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="9"/></cellXfs></styleSheet>`,
    },
    {
      name: "xl/sharedStrings.xml",
      data: `${declaration}<sst ${main}>${strings.map((text) => `<si><t>${escape(text)}</t></si>`).join("")}</sst>`,
    },
    ...parts,
  ]);
}
