import { pendingMark } from "./math-tokens";
import { cellCount } from "./scan";

/**
 * Markdown that is still arriving, completed so that what is half there is drawn as what it will most likely become,
 * and does not flicker: a marker alone at the end is held back, open emphasis, code, math and links are closed.
 */
export function calm(raw: string): string {
  const held = holdBackMarker(raw);
  if (isInNestedCode(held)) return held;
  const table = completeTableHead(held);
  if (table) return table;
  const start = lastBlockStart(held);
  return held.slice(0, start) + closeInline(held.slice(start));
}

/** Whether a block of code inside a list or quote is open: the parser closes it itself. */
function isInNestedCode(raw: string): boolean {
  let fence: string | undefined;
  for (const [, marks = "", rest = ""] of raw.matchAll(/^[ \t>]*(`{3,}|~{3,})(.*)$/gm)) {
    if (fence === undefined) fence = rest.includes("`") ? undefined : marks;
    else if (marks.startsWith(fence) && !rest.trim()) fence = undefined;
  }
  return fence !== undefined;
}

const unfinishedFence = /^[ \t>]*(?:`{3,}|~{3,})[^`]*$/;
const markersOnly = /^[ \t]*(?:[>\-*+=#|:`~$_\\[ \t]*|\d{1,9}[.)]?[ \t]*)$/;

/** A last line of nothing but markers may become a list, a heading, an underline, a fence or a table. */
function holdBackMarker(raw: string): string {
  const start = raw.lastIndexOf("\n") + 1;
  const line = raw.slice(start);
  if (line.length > 200 || !(markersOnly.test(line) || unfinishedFence.test(line))) return raw;
  return raw.slice(0, start);
}

/** A first row of cells is shown as the head of a table before the row that makes it one has come. */
function completeTableHead(raw: string): string | undefined {
  if (!/^ {0,3}\|/.test(raw)) return undefined;
  const [head = "", delimiter = "", ...more] = raw.split("\n");
  if (more.length > 0 || !/^[|:\- \t]*$/.test(delimiter)) return undefined;
  const columns = cellCount(head.trim().length > 1 ? head : "|");
  return `${head}\n|${" --- |".repeat(columns)}`;
}

const itemMarker = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+/;

/** Where the last paragraph or list item begins: what is open before it stays as it is. */
function lastBlockStart(raw: string): number {
  for (let end = raw.length; end > 0;) {
    const start = raw.lastIndexOf("\n", end - 1) + 1;
    const line = raw.slice(start, end);
    if (!line.trim() && end < raw.length) return end;
    const marker = itemMarker.exec(line);
    if (marker) return start + marker[0].length;
    end = start - 1;
  }
  return 0;
}

function closeInline(text: string): string {
  const source = text.replace(/!?\[([^\]\n]*)\]\([^)\s]*$/, (whole, label: string) => (whole[0] === "!" ? "" : label));
  const open: string[] = [];
  for (let at = 0; at < source.length; at++) {
    const rest = source.slice(at, at + 4);
    if (rest[0] === "`") {
      const run = /^`+/.exec(source.slice(at, at + 200))![0];
      const end = closingBackticks(source, at + run.length, run.length);
      if (end < 0) {
        const tail = source.slice(at + run.length);
        return closeAll(tail.trim() ? `${source}${tail.endsWith("`") ? " " : ""}${run}` : source.slice(0, at), open);
      }
      at = end - 1;
    } else if (rest.startsWith("\\(") || rest.startsWith("\\[") || rest.startsWith("$$")) {
      const closing = rest[0] === "$" ? "$$" : rest[1] === "(" ? "\\)" : "\\]";
      const end = source.indexOf(closing, at + 2);
      if (end < 0) {
        const tail = source.slice(at + 2).replace(/[\\$]$/, "");
        return closeAll(
          tail.trim() ? `${source.slice(0, at + 2)}${tail}${pendingMark}${closing}` : source.slice(0, at),
          open,
        );
      }
      at = end + 1;
    } else if (rest[0] === "\\") {
      at++;
    } else if (rest[0] === "$" && /^\$[^\s\d$][^$\n]*$/.test(source.slice(at))) {
      const tail = source.slice(at + 1).replace(/\\$/, "");
      if (/[\\^_{]/.test(tail)) return closeAll(`${source.slice(0, at + 1)}${tail}${pendingMark}$`, open);
    } else if (rest.startsWith("**") || rest.startsWith("~~")) {
      const marker = rest.slice(0, 2);
      if (open.at(-1) === marker) open.pop();
      else open.push(marker);
      at++;
    }
  }
  return closeAll(source, open);
}

function closingBackticks(source: string, from: number, length: number): number {
  for (let at = source.indexOf("`", from); at >= 0;) {
    let end = at;
    while (source[end] === "`") end++;
    if (end - at === length) return end;
    at = source.indexOf("`", end);
  }
  return -1;
}

function closeAll(source: string, open: readonly string[]): string {
  let text = source;
  for (const marker of [...open].reverse()) {
    const trimmed = text.replace(/\s+$/, "").replace(marker[0] === "*" ? /(?<!\*)\*$/ : /(?<!~)~$/, "");
    text = trimmed.endsWith(marker) ? trimmed.slice(0, -marker.length) : trimmed + marker;
  }
  return text;
}
