/** Pages in a few characters: "1-3, 7". */
export function writePages(pages: readonly number[]): string {
  const sorted = [...new Set(pages)].sort((one, other) => one - other);
  const ranges: [number, number][] = [];
  for (const page of sorted) {
    const last = ranges.at(-1);
    if (last && last[1] === page - 1) last[1] = page;
    else ranges.push([page, page]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(", ");
}

/** The pages that a person wrote, in order and each once; undefined for what is no list of pages of this document. */
export function readPages(text: string, pageCount: number): number[] | undefined {
  const pages = new Set<number>();
  const pieces = text.split(/[,，、;；\s]+/).filter(Boolean);
  for (const piece of pieces) {
    const match = /^(\d{1,6})(?:[-–—~～](\d{1,6}))?$/.exec(piece);
    if (!match) return undefined;
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    if (from < 1 || to < from || to > pageCount) return undefined;
    for (let page = from; page <= to; page++) pages.add(page);
  }
  return pages.size === 0 ? undefined : [...pages].sort((one, other) => one - other);
}
