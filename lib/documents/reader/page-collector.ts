import { estimateTokens } from "@/lib/models/schema";
import { limits } from "../limits";
import { markedPage } from "../marked-page";
import type { DocumentUnit } from "../schema";
import { cleanText, shortTitle } from "./clean-text";
import { ReadingFailure } from "./failure";

/** A page, slide, part of a sheet or section as it is stored. */
export interface ExtractedPage {
  number: number;
  title: string;
  text: string;
  /** with the line that names the page */
  tokens: number;
}

/** Takes pages in their order and passes them on, as long as they keep within what a document may have. */
export class PageCollector {
  count = 0;
  /** visible characters of all pages */
  visible = 0;
  private characters = 0;

  constructor(
    private readonly unit: DocumentUnit,
    private readonly pass: (page: ExtractedPage) => void,
  ) {}

  /** @throws ReadingFailure `too_large` */
  add(title: string, text: string): void {
    const clean = cleanText(text);
    this.characters += clean.length;
    if (this.characters > limits.characters || this.count >= limits.pages) throw new ReadingFailure("too_large");
    for (const run of clean.matchAll(/\S+/g)) this.visible += run[0].length;
    const page = { number: ++this.count, title: shortTitle(title), text: clean };
    this.pass({ ...page, tokens: estimateTokens(markedPage(this.unit, page)) });
  }
}
