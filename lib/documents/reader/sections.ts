import { limits } from "../limits";
import { titleOf } from "./clean-text";
import type { PageCollector } from "./page-collector";

/**
 * Divides a text without pages into sections: at headings, where the caller marks them, and wherever a section grows
 * too long to be chosen or left out as a whole. Joined by line ends, the sections are the text again.
 */
export class Sections {
  private lines: string[] = [];
  private size = 0;
  private title = "";

  constructor(
    private readonly pages: PageCollector,
    /** "lines": a section is named by the lines it has, else by its heading or its first words */
    private readonly naming: "headings" | "lines" = "headings",
  ) {}

  private firstLine = 1;

  /** Begins a section. Short ones are kept together with what comes before. */
  heading(title: string): void {
    if (this.size > limits.partCharacters / 3) this.flush();
    if (!this.title) this.title = title;
  }

  line(text: string): void {
    for (const piece of piecesOf(text)) {
      if (this.lines.length && this.size + piece.length > limits.partCharacters) this.flush();
      this.lines.push(piece);
      this.size += piece.length + 1;
    }
  }

  /** @returns false when there was nothing but blanks */
  end(): boolean {
    this.flush();
    return this.pages.visible > 0;
  }

  private flush(): void {
    if (!this.lines.length) return;
    const text = this.lines.join("\n");
    const last = this.firstLine + this.lines.length - 1;
    if (text.trim()) {
      const lines = this.firstLine === last ? `${last}` : `${this.firstLine}–${last}`;
      this.pages.add(this.naming === "lines" ? lines : this.title || titleOf(text), text);
    }
    this.firstLine = last + 1;
    this.lines = [];
    this.size = 0;
    this.title = "";
  }
}

/** A line that is longer than a section, in pieces that end at a blank or a full stop where there is one. */
function* piecesOf(line: string): Generator<string> {
  let start = 0;
  while (line.length - start > limits.partCharacters) {
    const window = line.slice(start, start + limits.partCharacters);
    const stop = Math.max(window.lastIndexOf(" "), window.lastIndexOf("。"), window.lastIndexOf("，"));
    let end = start + (stop > limits.partCharacters / 2 ? stop + 1 : limits.partCharacters);
    // Not between the halves of one character.
    if (/[\ud800-\udbff]/.test(line[end - 1]!)) end--;
    yield line.slice(start, end);
    start = end;
  }
  yield line.slice(start);
}
