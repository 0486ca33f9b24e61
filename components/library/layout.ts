/** Sizes in pixels; the grid is drawn with the same numbers. */
export const gapPx = 8;
export const headingPx = 40;
const widestTilePx = 200;
const fewestColumns = 3;

export interface Shape {
  columns: number;
  tilePx: number;
}

/** As many columns as fit, of tiles that fill the width exactly. */
export function shapeOf(widthPx: number): Shape {
  const columns = Math.max(fewestColumns, Math.ceil((widthPx + gapPx) / (widestTilePx + gapPx)));
  return { columns, tilePx: Math.max(1, (widthPx - gapPx * (columns - 1)) / columns) };
}

interface AnyLine {
  key: string;
  /** its first item; of a heading, the first of its day */
  from: number;
  topPx: number;
  heightPx: number;
}

/** A day whose items begin in a column and reach over so many. */
export interface PlacedDay {
  day: string;
  column: number;
  span: number;
}

/** A line of the grid. Tiles: the items from `from` up to, not including, `to`. */
export type Line = AnyLine & ({ type: "heading"; days: readonly PlacedDay[] } | { type: "tiles"; to: number });

export interface Layout {
  lines: readonly Line[];
  heightPx: number;
}

/**
 * Days as headings, below each its items in lines; days of few items stand beside each other in one line. `days` has the
 * day of each item, newest first.
 */
export function layOut(days: readonly string[], { columns, tilePx }: Shape): Layout {
  const lines: Line[] = [];
  let topPx = 0;
  for (let first = 0; first < days.length;) {
    const beside: PlacedDay[] = [];
    let end = first;
    while (end < days.length && end - first < columns) {
      const next = endOfDay(days, end);
      if (beside.length > 0 && next - first > columns) break;
      beside.push({ day: days[end]!, column: end - first, span: Math.min(next - end, columns) });
      end = next;
    }
    lines.push({
      type: "heading",
      key: `${days[first]} ${first}`,
      days: beside,
      from: first,
      topPx,
      heightPx: headingPx,
    });
    topPx += headingPx;
    for (let from = first; from < end; from += columns) {
      const to = Math.min(from + columns, end);
      lines.push({ type: "tiles", key: String(from), from, to, topPx, heightPx: tilePx + gapPx });
      topPx += tilePx + gapPx;
    }
    first = end;
  }
  return { lines, heightPx: topPx };
}

function endOfDay(days: readonly string[], first: number): number {
  let end = first + 1;
  while (end < days.length && days[end] === days[first]) end++;
  return end;
}

/** Indexes of the lines that are at least partly between two heights: from the first up to, not including, the second. */
export function linesBetween({ lines }: Layout, topPx: number, bottomPx: number): [from: number, to: number] {
  const from = firstAfter(lines, (line) => line.topPx + line.heightPx > topPx);
  const to = firstAfter(lines, (line) => line.topPx >= bottomPx);
  return [from, Math.max(from, to)];
}

/** The index of the line an item stands in. */
export function lineOf({ lines }: Layout, index: number): number {
  return firstAfter(lines, ({ from }) => from > index) - 1;
}

/** Where a condition becomes true that stays true from there on. */
function firstAfter(lines: readonly Line[], isReached: (line: Line) => boolean): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isReached(lines[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

export type Move = "left" | "right" | "up" | "down" | "first" | "last";

/** The item that an arrow key leads to: above and below in the same column, or the last of a shorter line. */
export function moved(layout: Layout, index: number, move: Move): number {
  const last = layout.lines.at(-1);
  const count = last?.type === "tiles" ? last.to : 0;
  if (count === 0) return 0;
  if (move === "left") return Math.max(0, index - 1);
  if (move === "right") return Math.min(count - 1, index + 1);
  if (move === "first") return 0;
  if (move === "last") return count - 1;
  const at = lineOf(layout, index);
  const present = layout.lines[at];
  if (present?.type !== "tiles") return index;
  const column = index - present.from;
  const step = move === "up" ? -1 : 1;
  for (let other = at + step; ; other += step) {
    const line = layout.lines[other];
    if (!line) return index;
    if (line.type === "tiles") return Math.min(line.from + column, line.to - 1);
  }
}
