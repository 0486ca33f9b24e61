import { describe, expect, it } from "vitest";
import { calm } from "@/components/markdown/calm";
import { lexSegment } from "@/components/markdown/lex";
import { pendingMark } from "@/components/markdown/math-tokens";
import { advance, emptyScan, finish, openSegment, type Scan } from "@/components/markdown/scan";
import { cpuTime } from "./cpu-time";
import { blocks } from "./render";

const rich = `# Title

Intro with **bold**, \`code\` and $x^2$.

- one
- two

  still two
- three

| a | b |
|---|---|
| 1 | 2 |
| 3 | 4 |

\`\`\`ts
const a = 1;

const b = 2;
\`\`\`

$$
E = mc^2
$$

> quote
> more

1. first
   \`\`\`sh
   ls

   pwd
   \`\`\`
2. second

[ref]: https://example.org
The end, see [ref].
`;

function arrive(text: string, step: number): Scan {
  let scan = emptyScan;
  for (let end = 0; end < text.length; end += step) scan = advance(scan, text.slice(0, end));
  return advance(scan, text);
}

const segments = (scan: Scan) => [...scan.groups.flat(), ...scan.recent];

describe("text that arrives in pieces", () => {
  it.each([1, 2, 3, 7, 50, 400])("ends as the same segments as the whole, %i characters at a time", (step) => {
    const streamed = finish(arrive(rich, step));
    const whole = finish(advance(emptyScan, rich));
    expect(segments(streamed)).toEqual(segments(whole));
    expect(streamed.links).toEqual(whole.links);
  });

  it("never changes a finished segment", () => {
    let scan = emptyScan;
    const seen: unknown[] = [];
    for (let end = 1; end <= rich.length; end++) {
      scan = advance(scan, rich.slice(0, end));
      const now = segments(scan);
      seen.forEach((segment, index) => expect(now[index]).toBe(segment));
      seen.splice(0, seen.length, ...now);
    }
  });

  it("keeps whole groups as they are, so that drawing may skip them", () => {
    const text = "a\n\n".repeat(200);
    const before = advance(emptyScan, text);
    const after = advance(before, `${text}b\n\nc`);
    expect(after.groups.length).toBeGreaterThan(3);
    before.groups.forEach((group, index) => expect(after.groups[index]).toBe(group));
  });

  it("takes carriage returns as line ends, also when cut between the two", () => {
    const text = "a\r\n\r\n```\r\nx\r\n```\r\n";
    expect(segments(finish(arrive(text, 1)))).toEqual(segments(finish(advance(emptyScan, text.replaceAll("\r", "")))));
  });

  it("begins anew when the text is another", () => {
    const scan = advance(advance(emptyScan, "a\n\nb\n\nc"), "x");
    expect(segments(finish(scan))).toEqual([{ kind: "markdown", raw: "x\n", continued: false }]);
  });

  it("reads on at the end of 200,000 tokens about as fast as at their beginning", () => {
    const paragraph = "A sentence of ordinary length with **bold** and `code` in it. ";
    const text = `${paragraph.repeat(5)}\n\n`.repeat(2_600);
    expect(text.length).toBeGreaterThan(800_000);
    let scan = emptyScan;
    const began = cpuTime();
    let steps = 0;
    for (let end = 0; end < text.length; end += 160, steps++) {
      scan = advance(scan, text.slice(0, end));
      openSegment(scan);
    }
    // a reader that began anew each time would need some 10 ms a step
    expect((cpuTime() - began) / steps).toBeLessThan(2);
  });
});

describe("what is half there", () => {
  it.each([
    ["text **bo", "text **bo**"],
    ["text **bold*", "text **bold**"],
    ["text **", "text "],
    ["text `co", "text `co`"],
    ["text `", "text "],
    ["text ~~st", "text ~~st~~"],
    ["see [the docs](https://exa", "see the docs"],
    ["see ![pic](https://exa", "see "],
    ["a\n-", "a\n"],
    ["a\n--", "a\n"],
    ["a\n\n#", "a\n\n"],
    ["- a\n- ", "- a\n"],
    ["1. a\n2", "1. a\n"],
    ["a\n\n``", "a\n\n"],
    ["- one **bo", "- one **bo**"],
    ["**done** and **ope", "**done** and **ope**"],
    ["`**` and x", "`**` and x"],
    ["x $\\frac{1}", `x $\\frac{1}${pendingMark}$`],
    ["x \\(a + b", `x \\(a + b${pendingMark}\\)`],
    ["It costs $5 and", "It costs $5 and"],
    ["| a | b", "| a | b\n| --- | --- |"],
    ["| a | b |\n|--", "| a | b |\n| --- | --- |"],
    ["plain text", "plain text"],
    ["5 * 3 is", "5 * 3 is"],
  ])("%j is read as %j", (text, expected) => {
    expect(calm(text)).toBe(expected);
  });

  it("never shows the mark of a formula that has not ended", () => {
    for (let end = 1; end <= rich.length; end++) {
      const drawn = blocks(rich.slice(0, end), true);
      expect(drawn).not.toContain(pendingMark);
    }
  });

  it("draws open code as code from its first line on", () => {
    expect(blocks("a\n\n```py\nx = 1", true)).toContain("<code>x = 1</code>");
    expect(blocks("a\n\n```py", true)).toBe("<p>a</p>");
    expect(blocks("a\n\n```py\n", true)).toContain("<span>py</span>");
    expect(blocks("- a\n  ```py\n  **x", true)).toContain("<code>**x</code>");
    expect(blocks("```py\nx\n``", true)).toContain("<code>x\n</code>");
  });

  it("draws an open formula as its source", () => {
    expect(blocks("$$\nE = m", true)).toContain('data-pending="true"');
  });

  it("is not nested deeper by closing it", () => {
    expect(lexSegment(calm("- a\n- **b"), {})).toHaveLength(1);
  });
});
