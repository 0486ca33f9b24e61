import { describe, expect, it } from "vitest";
import { calm } from "@/components/markdown/calm";
import { lexSegment } from "@/components/markdown/lex";
import {
  advance,
  emptyScan,
  finish,
  openSegment,
  segmentLimit,
  type Scan,
  type Segment,
} from "@/components/markdown/scan";
import { cpuTime } from "./cpu-time";

const megabyte = 1_000_000;
const fill = (piece: string) => piece.repeat(Math.ceil(megabyte / piece.length)).slice(0, megabyte);

/** Text that makes naive parsers slow, a megabyte of each. */
const hostile: Record<string, string> = {
  "one line of letters": fill("a"),
  "one line of brackets": fill("["),
  "brackets that open links": fill("[a]("),
  "images in images": fill("![["),
  "quotes in quotes": fill(">"),
  "quotes in quotes, line by line": fill("> > > > > > > > > > > > > > > > x\n"),
  "lists in lists": fill("- - - - - - - - - - - - - - - - x\n"),
  "deepening list": Array.from({ length: 1_400 }, (_, depth) => `${" ".repeat(depth)}- x`).join("\n"),
  stars: fill("**a *b "),
  "stars, closed at the end": `${"**a *b ".repeat(1_140)}**\n\n`.repeat(125),
  "emphasis just within the limit": `${"**a *b ".repeat(140)}${"x".repeat(6_500)}**\n\n`.repeat(125),
  "stars, closed nowhere": fill("*a **b ***c "),
  underscores: fill("_a __b "),
  backticks: fill("`` ` ``` a "),
  "growing backticks": Array.from({ length: 1_400 }, (_, index) => "`".repeat(index + 1)).join(" a "),
  dollars: fill("$a $$b \\( \\["),
  "dollar lines": fill("$$\n"),
  "angle brackets": fill("<a <b <!-- "),
  "angle brackets, line by line": fill("<a\n"),
  "open fences": fill("```\n"),
  "tildes and fences": fill("~~~a\n```b\n"),
  "rows of bars": fill("|"),
  "table rows": `| a | b |\n|---|---|\n${fill("| 1 | 2 |\n")}`,
  "bars and dashes": fill("a | b\n--|--\n"),
  definitions: fill("[a]: http://b\n"),
  "references to nothing": fill("[a][b] "),
  "blank lines": fill("\n"),
  "blank-looking lines": fill(" \t\n"),
  "numbered items": fill("1. a\n"),
  "loose items": fill("- a\n\n"),
  addresses: fill("http://a.b/c?d "),
  "mail addresses": fill("a@b."),
  entities: fill("&amp;&#x41;"),
  backslashes: fill("\\"),
  "CJK emphasis": fill("**强调。**后面"),
  "CJK emphasis, open": fill("后**“强调"),
  underlines: fill("a\n=\n-\n"),
  tabs: fill("\t"),
  headings: fill("# a\n"),
};

function lexAll(scan: Scan): number {
  let longest = 0;
  for (const segment of [...scan.groups.flat(), ...scan.recent]) {
    const began = cpuTime();
    if (segment.kind === "markdown") lexSegment(segment.raw, scan.links);
    longest = Math.max(longest, cpuTime() - began);
  }
  return longest;
}

/** CPU differs between machines; these leave a margin of several times on the slowest. */
const scanMs = 1_000;
const segmentMs = 500;

describe("a megabyte of hostile markdown", () => {
  it.each(Object.entries(hostile))("is read piece by piece in short tasks: %s", (_, text) => {
    const began = cpuTime();
    const scan = finish(advance(emptyScan, text));
    expect(cpuTime() - began).toBeLessThan(scanMs);
    expect(lexAll(scan)).toBeLessThan(segmentMs);
    const largest = [...scan.groups.flat(), ...scan.recent].reduce(
      (size, segment) => Math.max(size, segment.kind === "markdown" ? segment.raw.length : 0),
      0,
    );
    expect(largest).toBeLessThanOrEqual(2 * segmentLimit);
  });

  it.each(Object.entries(hostile))("costs little at each step while it arrives: %s", (_, text) => {
    let scan = emptyScan;
    const part = text.slice(0, 60_000);
    let longest = 0;
    for (let end = 0; end < part.length; end += 1_500) {
      const began = cpuTime();
      scan = advance(scan, part.slice(0, end));
      const open: Segment | undefined = openSegment(scan);
      if (open?.kind === "markdown") lexSegment(calm(open.raw), scan.links);
      longest = Math.max(longest, cpuTime() - began);
    }
    expect(longest).toBeLessThan(segmentMs);
  });
});
