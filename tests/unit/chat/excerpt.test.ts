import { expect, it } from "vitest";
import { excerptOf } from "@/lib/chat/search/excerpt";
import { termsOf } from "@/lib/chat/search/terms";

const shown = (text: string, query: string) => excerptOf(text, termsOf(query)).text;

it.each([
  ["## Title\n\nSome **bold** and `code`.\n\n- one\n- two", "bold", "Title Some bold and code. one two"],
  ["> quoted\n\n---\n\n```ts\nconst a = 1;\n```", "quoted", "quoted const a = 1;"],
  ["| Name | Price |\n| --- | ---: |\n| tea | 3 |", "tea", "Name · Price tea · 3"],
  ["See [the guide](https://guide.example/a) now", "guide", "See [the guide](https://guide.example/a) now"],
  ["See [the manual](https://guide.example/a) now", "manual", "See the manual now"],
  ["**目的**：消除一类错误", "目的", "目的：消除一类错误"],
  ["a ** b ** c and 2 * 3", "and", "a ** b ** c and 2 * 3"],
])("shows %j for %j without the marks of markdown", (text, query, expected) => {
  expect(shown(text, query)).toBe(expected);
});

it("keeps the marks that were looked for", () => {
  expect(shown("Write **bold** so", "**bold")).toBe("Write **bold** so");
});

it("is quick with hostile text", () => {
  for (const text of ["[".repeat(100_000), "**".repeat(50_000), "`a".repeat(50_000), "> ".repeat(50_000)]) {
    expect(shown(text, "x").length).toBeLessThan(300);
  }
});
