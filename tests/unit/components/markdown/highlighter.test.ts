import { expect, it } from "vitest";
import { highlight } from "@/components/markdown/highlighter";

const code = "/** Doubles. */\nexport function double(value: number) {\n  return `${value * 2}`; // twice\n}";

it("colours code by what it is, from the first line that is ever highlighted", async () => {
  const runs = (await highlight(code, "typescript", new AbortController().signal))!;
  expect(runs.map(({ text }) => text).join("")).toBe(code);
  const classOf = (text: string) => runs.find((run) => run.text.includes(text))?.className;
  expect(["Doubles", "export", "double", "2", "twice"].map(classOf)).toEqual([
    "tok-comment",
    "tok-keyword",
    "tok-function",
    "tok-number",
    "tok-comment",
  ]);
});
