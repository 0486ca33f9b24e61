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
  const pages = new PageCollector(pass);
  try {
    return await readers[kind](file, pages);
  } catch (error) {
    if (error instanceof ReadingFailure) throw error;
    // Too deep for the stack, too long for a string: both are RangeErrors.
    throw new ReadingFailure(error instanceof RangeError ? "too_large" : "damaged");
  }
}

type Reader = (file: DocumentFile, pages: PageCollector) => Promise<Extraction>;

const readers: Record<DocumentKind, Reader> = {
  pdf: async ({ bytes, packages }, pages) => {
    const { readPdf } = await import("./pdf");
    return { unit: "page", ...(await readPdf(bytes, packages, pages)) };
  },
  docx: async ({ bytes }, pages) => {
    const { readDocx } = await import("./docx");
    return filled("section", await readDocx(bytes, pages));
  },
  pptx: async ({ bytes }, pages) => {
    const { readPptx } = await import("./pptx");
    return filled("slide", await readPptx(bytes, pages));
  },
  xlsx: async ({ bytes }, pages) => {
    const { readXlsx } = await import("./xlsx");
    return filled("sheet", await readXlsx(bytes, pages));
  },
  csv: async ({ bytes }, pages) => filled("sheet", readCsv(decodeText(bytes), pages)),
  html: async ({ bytes }, pages) => filled("section", readHtml(decodeText(bytes, namedEncoding(bytes)), pages)),
  markdown: async ({ bytes }, pages) => filled("section", readMarkdown(decodeText(bytes), pages)),
  text: async ({ bytes }, pages) => filled("section", readLines(decodeText(bytes), pages, "headings")),
  code: async ({ bytes }, pages) => filled("section", readLines(decodeText(bytes), pages, "lines")),
};

function filled(unit: DocumentUnit, hasText: boolean): Extraction {
  if (!hasText) throw new ReadingFailure("empty");
  return { unit, scanned: false };
}
