import type { DocumentUnit } from "../schema";
import { limits } from "../limits";
import { decodeText } from "./encoding";
import { ReadingFailure } from "./failure";
import { namedEncoding, readHtml } from "./html";
import type { DocumentKind } from "./kinds";
import { PageCollector, type ExtractedPage } from "./page-collector";
import { readCsv, readLines, readMarkdown } from "./plain-text";
import { recognise } from "./recognise";

/** What is to be read, and what is told about it. */
export interface DocumentFile {
  bytes: Buffer;
  name: string;
  mediaType: string;
  /** the node_modules folder that has pdfjs-dist */
  packages: string;
}

export interface Extraction {
  unit: DocumentUnit;
  scanned: boolean;
}

/**
 * Takes the text out of a document. Runs in a process of its own: whatever a file does to it, the server goes on.
 * @param pass hears each page in its order
 * @throws ReadingFailure
 */
export async function extract(file: DocumentFile, pass: (page: ExtractedPage) => void): Promise<Extraction> {
  if (file.bytes.length > limits.fileBytes) throw new ReadingFailure("too_large");
  const kind = recognise(file.bytes, file.name, file.mediaType);
  const unit = units[kind];
  const pages = new PageCollector(unit, pass);
  try {
    const found = await readers[kind](file, pages);
    if (found === "nothing") throw new ReadingFailure("empty");
    return { unit, scanned: found === "pictures" };
  } catch (error) {
    if (error instanceof ReadingFailure) throw error;
    // Too deep for the stack, too long for a string: both are RangeErrors.
    throw new ReadingFailure(error instanceof RangeError ? "too_large" : "damaged");
  }
}

const units: Record<DocumentKind, DocumentUnit> = {
  pdf: "page",
  docx: "section",
  pptx: "slide",
  xlsx: "sheet",
  csv: "sheet",
  html: "section",
  markdown: "section",
  text: "section",
  code: "section",
};

type Found = "text" | "pictures" | "nothing";

/** Each loads what it needs: most documents are no PDF. */
const readers: Record<DocumentKind, (file: DocumentFile, pages: PageCollector) => Promise<Found>> = {
  pdf: async ({ bytes, packages }, pages) => {
    const { readPdf } = await import("./pdf");
    const { scanned } = await readPdf(bytes, packages, pages);
    return scanned ? "pictures" : "text";
  },
  docx: async ({ bytes }, pages) => foundText(await (await import("./docx")).readDocx(bytes, pages)),
  pptx: async ({ bytes }, pages) => foundText(await (await import("./pptx")).readPptx(bytes, pages)),
  xlsx: async ({ bytes }, pages) => foundText(await (await import("./xlsx")).readXlsx(bytes, pages)),
  csv: async ({ bytes }, pages) => foundText(readCsv(decodeText(bytes), pages)),
  html: async ({ bytes }, pages) => foundText(readHtml(decodeText(bytes, namedEncoding(bytes)), pages)),
  markdown: async ({ bytes }, pages) => foundText(readMarkdown(decodeText(bytes), pages)),
  text: async ({ bytes }, pages) => foundText(readLines(decodeText(bytes), pages, "headings")),
  code: async ({ bytes }, pages) => foundText(readLines(decodeText(bytes), pages, "lines")),
};

function foundText(found: boolean): Found {
  return found ? "text" : "nothing";
}
