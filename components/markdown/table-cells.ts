export type Alignment = "left" | "center" | "right" | undefined;

/** The cells of one row: bars divide them, except after a backslash. Missing ones are empty, surplus ones left out. */
export function splitCells(row: string, columns?: number): string[] {
  const cells: string[] = [];
  let cell = "";
  const inner = row.trim().replace(/^\|/, "");
  for (let at = 0; at < inner.length; at++) {
    const character = inner[at]!;
    if (character === "\\" && inner[at + 1] === "|") {
      cell += "|";
      at++;
    } else if (character === "|") {
      cells.push(cell.trim());
      cell = "";
    } else {
      cell += character;
    }
  }
  if (cell.trim() || cells.length === 0) cells.push(cell.trim());
  if (columns === undefined) return cells;
  return Array.from({ length: columns }, (_, index) => cells[index] ?? "");
}

/** The alignment of each column, from the row of dashes and colons. */
export function readAlignments(delimiter: string): Alignment[] {
  return splitCells(delimiter).map((cell) => {
    const left = cell.startsWith(":");
    const right = cell.endsWith(":");
    return left && right ? "center" : right ? "right" : left ? "left" : undefined;
  });
}
