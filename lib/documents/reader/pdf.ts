import path from "node:path";
import { getDocument, PasswordException, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import * as core from "pdfjs-dist/legacy/build/pdf.worker.mjs";
import { limits } from "../limits";
import { titleOf } from "./clean-text";
import { ReadingFailure } from "./failure";
import type { PageCollector } from "./page-collector";
import { joinRuns } from "./pdf-lines";

// The library looks here before it starts a thread of its own: this process is for nothing else anyway.
Object.assign(globalThis, { pdfjsWorker: core });

/** Visible characters for each page below which the text is not the document's. */
const SCANNED_BELOW = 10;

/** A PDF page by page. @returns whether its pages are pictures */
export async function readPdf(bytes: Buffer, packages: string, pages: PageCollector): Promise<{ scanned: boolean }> {
  return withPdf(bytes, packages, async (pdf) => {
    if (pdf.numPages > limits.pages) throw new ReadingFailure("too_large");
    for (let number = 1; number <= pdf.numPages; number++) {
      const text = await textOf(pdf, number);
      pages.add(titleOf(text), text);
    }
    return { scanned: pages.visible < SCANNED_BELOW * pdf.numPages };
  });
}

/** A page that cannot be read is an empty one: the others are worth having. */
async function textOf(pdf: PDFDocumentProxy, number: number): Promise<string> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    return joinRuns(items.filter((item) => "str" in item));
  } catch {
    return "";
  }
}

/**
 * Opens a PDF for some work. Character maps, standard fonts and decoders come from the package's own files; scripts and
 * forms of the document stay dead.
 * @param packages the node_modules folder that has pdfjs-dist
 * @throws ReadingFailure `encrypted` or `damaged`
 */
export async function withPdf<Result>(
  bytes: Buffer,
  packages: string,
  work: (pdf: PDFDocumentProxy) => Promise<Result>,
): Promise<Result> {
  const folder = (name: string) => `${path.join(packages, "pdfjs-dist", name)}/`;
  const task = getDocument({
    // Taken over by the library, which wants an array of its own.
    data: new Uint8Array(bytes),
    cMapUrl: folder("cmaps"),
    standardFontDataUrl: folder("standard_fonts"),
    wasmUrl: folder("wasm"),
    iccUrl: folder("iccs"),
    // A bigger picture than any scanner makes is left out.
    maxImageSize: 64_000_000,
    disableAutoFetch: true,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    verbosity: 0,
  });
  try {
    const pdf = await task.promise;
    if (!pdf.numPages) throw new ReadingFailure("damaged");
    return await work(pdf);
  } catch (error) {
    if (error instanceof ReadingFailure) throw error;
    throw new ReadingFailure(error instanceof PasswordException ? "encrypted" : "damaged");
  } finally {
    await task.destroy();
  }
}
