/** A run of text where the page draws it, as pdfjs tells it. */
export interface TextRun {
  str: string;
  hasEOL: boolean;
  height: number;
  /** a matrix of six; the last two are the place, from the lower left */
  transform: number[];
}

/** The text of a page by lines, in the order of the file, with an empty line where the page leaves a gap. */
export function joinRuns(runs: Iterable<TextRun>): string {
  let text = "";
  let line = "";
  let lowest: number | undefined;
  let size = 0;
  const endLine = () => {
    text += `${line.trimEnd()}\n`;
    line = "";
  };
  for (const run of runs) {
    const top = run.transform[5] ?? 0;
    if (run.str.trim()) {
      const gap = lowest === undefined ? 0 : Math.abs(lowest - top);
      if (!line && gap > Math.max(size, run.height) * 2) text += "\n";
      lowest = top;
      size = run.height || size;
    }
    line += run.str;
    if (run.hasEOL) endLine();
  }
  if (line) endLine();
  return text.trim();
}
