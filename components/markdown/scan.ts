/**
 * Cuts growing markdown into segments that never change again, in time proportional to what was added.
 *
 * Only the last segment is open; everything before it is drawn once and kept. Each segment is parsed alone, so the parser
 * never sees more than `segmentLimit` characters, however long or hostile the whole is. Code, tables and display math
 * are recognised here, because they may be far longer than that.
 */
export type Segment =
  /** for the markdown parser; `continued` where a long list was cut and goes on */
  | { kind: "markdown"; raw: string; continued: boolean }
  /** a piece of a line too long to parse */
  | { kind: "plain"; text: string }
  | { kind: "code"; language: string; chunks: readonly string[]; closed: boolean }
  | { kind: "math"; tex: string; closed: boolean }
  | { kind: "table"; head: string; rows: readonly string[] };

export type Links = Readonly<Record<string, { href: string; title: string | undefined }>>;

type Mode =
  | { kind: "text"; continued: boolean }
  /** inside a line that is too long; ends with it */
  | { kind: "plain" }
  | { kind: "code"; fence: string; indent: number; language: string; chunks: readonly string[]; midLine: boolean }
  | { kind: "table"; head: string; rows: readonly string[] };

export interface Scan {
  /** everything read so far */
  text: string;
  /** finished segments in groups of `groupSize`, so that drawing may skip a whole group */
  groups: readonly (readonly Segment[])[];
  /** finished segments after the last full group */
  recent: readonly Segment[];
  links: Links;
  mode: Mode;
  /** where the open segment, or its unread part, begins in `text` */
  offset: number;
}

export const groupSize = 24;
/** a list is cut at an item beyond the first, anything at any line beyond the second */
const softLimit = 5_000;
export const segmentLimit = 8_000;
const chunkLimit = 4_000;
const mathLimit = 6_000;
const linksLimit = 200;

export const emptyScan: Scan = {
  text: "",
  groups: [],
  recent: [],
  links: {},
  mode: { kind: "text", continued: false },
  offset: 0,
};

/** Reads on where `scan` ended; begins anew where `text` is not a longer version of what it has read. */
export function advance(scan: Scan, text: string): Scan {
  if (text === scan.text) return scan;
  const normal = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  if (normal === scan.text) return scan;
  return new Reader(normal.startsWith(scan.text) ? scan : emptyScan, normal).read();
}

/** The finished text as segments. */
export function finish(scan: Scan): Scan {
  const closed = new Reader(scan, scan.text.endsWith("\n") ? scan.text : `${scan.text}\n`).read();
  const open = openSegment(closed, true);
  if (!open) return closed;
  const last = open.kind === "code" ? { ...open, closed: true } : open;
  return { ...closed, recent: [...closed.recent, last], offset: closed.text.length };
}

/** The segment that is still growing, as far as it has come. At the end a formula that never closed is text. */
export function openSegment(scan: Scan, atEnd = false): Segment | undefined {
  const rest = scan.text.slice(scan.offset);
  const { mode } = scan;
  switch (mode.kind) {
    case "code": {
      // marks alone on the last line are most likely the beginning of the end
      const shown = unindent(rest.replace(/(^|\n) {0,3}(?:`+|~+)$/, "$1"), mode.indent);
      return {
        kind: "code",
        language: mode.language,
        chunks: shown ? [...mode.chunks, shown] : mode.chunks,
        closed: false,
      };
    }
    case "table":
      return { kind: "table", head: mode.head, rows: rest.trim() ? [...mode.rows, rest] : mode.rows };
    case "plain":
      return rest ? { kind: "plain", text: rest } : undefined;
    case "text": {
      if (!rest.trim()) return undefined;
      const math = atEnd ? null : mathOpening.exec(rest);
      const tex = math && rest.slice(math[0].length);
      if (tex != null && rest.length <= mathLimit && !/\$\$|\\\]|\n[ \t]*\n/.test(tex)) {
        return { kind: "math", tex, closed: false };
      }
      return { kind: "markdown", raw: rest, continued: mode.continued };
    }
  }
}

const blank = /^[ \t]*$/;
const fenceOpening = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
const mathOpening = /^ {0,3}(?:\$\$|\\\[)/;
const mathClosing = { $: /\$\$[ \t]*$/, "\\": /\\\][ \t]*$/ };
const heading = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const listItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const indented = /^(?: {2,}|\t)/;
const tableDelimiter = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const endsTable = /^ {0,3}(?:>|#{1,6}(?:[ \t]|$)|`{3,}|~{3,}|(?:[-*+]|1[.)])[ \t]|\$\$|\\\[)|^(?: {4}|\t)/;
const definition = /^ {0,3}\[(?!\^)((?:\\.|[^[\]\\]){1,200})\]:[ \t]+<?(\S+?)>?(?:[ \t]+["'(](.*)["')])?[ \t]*$/;

/** What is known of the open text segment while its lines are read. */
interface Seen {
  inList: boolean;
  inIndentedCode: boolean;
  afterBlank: boolean;
  /** the marker of a fence inside a list, until it closes */
  nestedFence: string | undefined;
  lastLine: string;
  lastLineStart: number;
}

class Reader {
  private readonly groups: (readonly Segment[])[];
  private readonly recent: Segment[];
  private links: Links;
  private mode: Mode;
  private offset: number;

  constructor(
    scan: Scan,
    private readonly text: string,
  ) {
    this.groups = [...scan.groups];
    this.recent = [...scan.recent];
    this.links = scan.links;
    this.mode = scan.mode;
    this.offset = scan.offset;
  }

  read(): Scan {
    let moved = true;
    while (moved && this.offset < this.text.length) {
      const before = this.offset;
      const modeBefore = this.mode;
      if (this.mode.kind === "code") this.readCode(this.mode);
      else if (this.mode.kind === "table") this.readTable(this.mode);
      else if (this.mode.kind === "plain") this.readPlain();
      else this.readText(this.mode);
      moved = this.offset !== before || this.mode !== modeBefore;
    }
    const { text, groups, recent, links, mode, offset } = this;
    return { text, groups, recent, links, mode, offset };
  }

  private push(segment: Segment): void {
    this.recent.push(segment);
    if (this.recent.length === groupSize) this.groups.push(this.recent.splice(0));
  }

  /** the line at `start` without its end, or undefined while it has none */
  private lineAt(start: number): string | undefined {
    const end = this.text.indexOf("\n", start);
    return end < 0 ? undefined : this.text.slice(start, end);
  }

  private readText(mode: Extract<Mode, { kind: "text" }>): void {
    const start = this.offset;
    let position = start;
    let seen: Seen | undefined;
    for (;;) {
      const line = this.lineAt(position);
      if (line === undefined || line.length > segmentLimit) {
        const length = line?.length ?? this.text.length - position;
        if (length <= segmentLimit) return;
        this.cut(start, position, mode);
        this.mode = { kind: "plain" };
        return;
      }
      const next = position + line.length + 1;
      if (!seen) {
        if (blank.test(line)) {
          this.offset = position = next;
          if (start !== position) return;
          continue;
        }
        if (this.openBlock(line, next)) return;
        const math = mathOpening.exec(line);
        if (math) {
          const outcome = this.readMath(position, math[0]);
          if (outcome !== "text") return;
        }
        seen = {
          inList: listItem.test(line),
          inIndentedCode: /^(?: {4}|\t)/.test(line),
          afterBlank: false,
          nestedFence: undefined,
          lastLine: line,
          lastLineStart: position,
        };
        this.noteDefinition(line);
        position = next;
        if (heading.test(line)) return this.cut(start, position, mode);
        continue;
      }
      const decision = this.decide(line, position, position - start, seen);
      if (decision !== undefined) return this.cut(start, decision.at, mode, decision.continued);
      this.noteDefinition(line);
      seen.afterBlank = blank.test(line);
      seen.lastLine = line;
      seen.lastLineStart = position;
      position = next;
    }
  }

  /** Where the open segment ends before `line`, or undefined if it goes on. */
  private decide(
    line: string,
    position: number,
    size: number,
    seen: Seen,
  ): { at: number; continued?: boolean } | undefined {
    const here = { at: position };
    if (blank.test(line)) return size > segmentLimit ? here : undefined;
    const inside = seen.inList && indented.test(line);
    if (seen.nestedFence) {
      if (!inside) return here;
      if (line.trim().startsWith(seen.nestedFence) && !line.trim().slice(seen.nestedFence.length).trim()) {
        seen.nestedFence = undefined;
      }
      return size > segmentLimit ? here : undefined;
    }
    if (inside) {
      seen.nestedFence = /^[ \t]+(`{3,}|~{3,})[^`]*$/.exec(line)?.[1];
      return size > segmentLimit ? here : undefined;
    }
    if (fenceOpening.test(line) || mathOpening.test(line) || heading.test(line)) return here;
    if (tableDelimiter.test(line) && this.isTableHead(seen.lastLine, line) && !seen.afterBlank) {
      return { at: seen.lastLineStart };
    }
    const isItem = listItem.test(line);
    if (seen.afterBlank) {
      if (seen.inList && isItem) return size > softLimit ? { at: position, continued: true } : undefined;
      if (seen.inIndentedCode && /^(?: {4}|\t)/.test(line)) return size > segmentLimit ? here : undefined;
      return here;
    }
    if (seen.inList && isItem && size > softLimit) return { at: position, continued: true };
    if (isItem && !seen.inList) seen.inList = true;
    return size > segmentLimit ? here : undefined;
  }

  /** Ends the open segment at `end` and begins the next one there. */
  private cut(start: number, end: number, mode: Extract<Mode, { kind: "text" }>, continued = false): void {
    const raw = this.text.slice(start, end);
    if (raw.trim()) this.push({ kind: "markdown", raw, continued: mode.continued });
    this.offset = end;
    this.mode = { kind: "text", continued };
  }

  /** Begins code or a table at the first line of a segment. */
  private openBlock(line: string, next: number): boolean {
    const fence = fenceOpening.exec(line);
    if (fence) {
      const language = (fence[3] ?? "").trim().split(/\s/, 1)[0]!.slice(0, 40);
      this.mode = {
        kind: "code",
        fence: fence[2]!,
        indent: fence[1]!.length,
        language,
        chunks: [],
        midLine: false,
      };
      this.offset = next;
      return true;
    }
    const following = this.lineAt(next);
    if (following === undefined || !tableDelimiter.test(following) || !this.isTableHead(line, following)) return false;
    this.mode = { kind: "table", head: `${line}\n${following}`, rows: [] };
    this.offset = next + following.length + 1;
    return true;
  }

  private isTableHead(line: string, delimiter: string): boolean {
    if (!/[|:]/.test(delimiter) || !line.includes("|") || listItem.test(line) || /^ {0,3}>/.test(line)) return false;
    return cellCount(line) === cellCount(delimiter);
  }

  /** Reads display math from its opening; "text" where it is none. */
  private readMath(start: number, opening: string): "math" | "open" | "text" {
    const marker = opening.trim();
    const closing = mathClosing[marker.startsWith("$") ? "$" : "\\"];
    let position = start;
    let first = true;
    for (;;) {
      const line = this.lineAt(position);
      if (position - start > mathLimit) return "text";
      if (line === undefined) return this.text.length - start > mathLimit ? "text" : "open";
      const body = first ? line.slice(opening.length) : line;
      if (!first && blank.test(line)) return "text";
      if (closing.test(body)) {
        const tex = this.text
          .slice(start + opening.length, position + line.length)
          .replace(closing, "")
          .trim();
        if (!tex) return "text";
        this.push({ kind: "math", tex, closed: true });
        this.offset = position + line.length + 1;
        this.mode = { kind: "text", continued: false };
        return "math";
      }
      // "$$5 and $$6" on one line is text, not the beginning of a formula
      if (first && body.includes(marker === "$$" ? "$$" : "\\]")) return "text";
      first = false;
      position += line.length + 1;
    }
  }

  private readCode(mode: Extract<Mode, { kind: "code" }>): void {
    const chunks = [...mode.chunks];
    const closing = new RegExp(`^ {0,3}${mode.fence[0] === "`" ? "`" : "~"}{${mode.fence.length},}[ \\t]*$`);
    let chunkStart = this.offset;
    let position = this.offset;
    let midLine = mode.midLine;
    const flush = (end: number) => {
      if (end > chunkStart) chunks.push(unindent(this.text.slice(chunkStart, end), mode.indent));
      chunkStart = end;
    };
    for (;;) {
      const line = this.lineAt(position);
      if (line === undefined) {
        if (this.text.length - position > chunkLimit) {
          position = this.text.length;
          midLine = true;
          flush(position);
        }
        break;
      }
      if (!midLine && closing.test(line)) {
        flush(position);
        this.push({ kind: "code", language: mode.language, chunks, closed: true });
        this.offset = position + line.length + 1;
        this.mode = { kind: "text", continued: false };
        return;
      }
      midLine = false;
      position += line.length + 1;
      if (position - chunkStart > chunkLimit) flush(position);
    }
    if (chunks.length !== mode.chunks.length || midLine !== mode.midLine) {
      this.offset = chunkStart;
      this.mode = { ...mode, chunks, midLine };
    }
  }

  private readTable(mode: Extract<Mode, { kind: "table" }>): void {
    const rows = [...mode.rows];
    for (;;) {
      const line = this.lineAt(this.offset);
      if (line === undefined && this.text.length - this.offset <= segmentLimit) break;
      if (line === undefined || line.length > segmentLimit || blank.test(line) || endsTable.test(line)) {
        this.push({ kind: "table", head: mode.head, rows });
        this.mode = { kind: "text", continued: false };
        return;
      }
      rows.push(line);
      this.offset += line.length + 1;
    }
    if (rows.length !== mode.rows.length) this.mode = { ...mode, rows };
  }

  private readPlain(): void {
    const end = this.text.indexOf("\n", this.offset);
    const stop = end < 0 ? this.text.length : end;
    while (stop - this.offset > segmentLimit) {
      this.push({ kind: "plain", text: this.text.slice(this.offset, this.offset + segmentLimit) });
      this.offset += segmentLimit;
    }
    if (end < 0) return;
    if (end > this.offset) this.push({ kind: "plain", text: this.text.slice(this.offset, end) });
    this.offset = end + 1;
    this.mode = { kind: "text", continued: false };
  }

  private noteDefinition(line: string): void {
    const found = line.includes("]:") && definition.exec(line);
    if (!found) return;
    const label = normalLabel(found[1]!);
    if (label in this.links || Object.keys(this.links).length >= linksLimit) return;
    this.links = { ...this.links, [label]: { href: found[2]!, title: found[3] } };
  }
}

/** Labels are compared without regard to case and spacing. */
export function normalLabel(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase();
}

export function cellCount(line: string): number {
  const inner = line.trim().replace(/^\|/, "").replace(/\\\|/g, "").replace(/\|$/, "");
  return inner.split("|").length;
}

function unindent(text: string, indent: number): string {
  return indent ? text.replace(new RegExp(`^ {1,${indent}}`, "gm"), "") : text;
}
