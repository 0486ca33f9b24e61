import { expect, test } from "vitest";
import { readableText } from "@/lib/speech/schema";

test.each([
  ["# Title\n\nSome **bold**, *slanted* and ~~gone~~ `code`.", "Title\n\nSome bold, slanted and gone code."],
  ["- one\n- [x] two\n  1. three\n> quoted", "one\ntwo\n1. three\nquoted"],
  ["See [the docs](https://example.com/a_b_c) and ![a fox](x.png).", "See the docs and a fox."],
  ["Visit https://www.example.com/path?x=1 now", "Visit example.com now"],
  ["Look:\n\n```python\nprint(1)\n```\n\nDone.", "Look:\n\nHere is a block of Python code.\n\nDone."],
  ["看这里：\n\n```js\nlet a;\n```\n好。", "看这里：\n\n此处有一段 JavaScript 代码。\n好。"],
  ["Then\n\n$$\n\\frac{1}{2}\n$$\n\nso", "Then\n\nHere is a formula.\n\nso"],
  ["With $n = 2$ and $\\frac{a}{b}$ it costs $5 or $6.", "With n = 2 and it costs $5 or $6."],
  ["| Name | Age |\n|---|---:|\n| Ada | 36 |\n| Bob | |\n\nEnd", "Name: Ada, Age: 36.\nName: Bob.\n\nEnd"],
  ["snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"],
  ["a\n\n---\n\nb<br>c &amp; d[^1]\n\n[^1]: A note.", "a\n\nb c & d"],
  ["```\nnever closed", "Here is a block of code."],
  ["", ""],
])("%j", (markdown, expected) => {
  expect(readableText(markdown)).toBe(expected);
});

test("hostile text takes no time to speak of", () => {
  for (const piece of ["*", "[", "](", "`", "$", "_a", "|", "<a", "\\(", "![", "**a ", "$a", "> ", "\n|-|\n"]) {
    readableText(piece.repeat(100_000 / piece.length));
  }
});
