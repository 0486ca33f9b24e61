import { describe, expect, test } from "vitest";
import { writeAnswer } from "@/lib/simulator/answers/answer";
import { findSum } from "@/lib/simulator/answers/arithmetic";
import { continueAfter } from "@/lib/simulator/answers/continuation";
import { fillBetween } from "@/lib/simulator/answers/fill";
import { isBegunJson, writeJsonObject } from "@/lib/simulator/answers/json";
import { readQuestion } from "@/lib/simulator/answers/question";
import type { Message } from "@/lib/simulator/chat/messages";

const say = (role: Message["role"], text: string): Message => ({
  role,
  text,
  images: [],
  mediaTokens: 0,
  toolCalls: [],
  toolCallId: undefined,
});
const answer = (text: string, system?: string, seed = 0) =>
  writeAnswer(readQuestion([...(system ? [say("system", system)] : []), say("user", text)], "a/model", seed));

describe("writeAnswer", () => {
  test("is the same for the same question, and another for another seed or model", () => {
    const text = "Tell me something";
    expect(answer(text)).toBe(answer(text));
    const seeds = new Set([0, 1, 2, 3, 4].map((seed) => answer(text, undefined, seed)));
    expect(seeds.size).toBeGreaterThan(1);
    const models = ["a", "b", "c", "d"].map((model) => writeAnswer(readQuestion([say("user", text)], model, 0)));
    expect(new Set(models).size).toBeGreaterThan(1);
  });

  test("does not change with what the system prompt says in passing", () => {
    expect(answer("Trees?", "Today is Monday.")).toBe(answer("Trees?", "Today is Tuesday."));
  });

  test.each([
    ["Please explain to me how does a B-tree work?", "## B-tree work"],
    ["什么是量子纠缠？", "## 量子纠缠"],
    ["Compare apples with pears", "## Apples with pears"],
    ["You are a kind teacher.\n\nWhat is gravity?", "## Gravity"],
    ["???", "## Your question"],
  ])("%s is headed %s", (question, heading) => {
    expect(answer(question).split("\n")[0]).toBe(heading);
  });

  test.each([
    ["Write a function in Rust", "```rust"],
    ["用 Python 写一个程序", "```python"],
    ["Sort a list in Python", "def quick_sort"],
    ["Make a table of it", "| :--- |"],
    ["Prove the theorem", "$$"],
    ["A checklist for moving", "- [ ]"],
    ["[[hostile]] x", "<script>"],
    ["What is 12 * (3 + 4)?", "= 84"],
  ])("%s holds %s", (question, part) => {
    expect(answer(question)).toContain(part);
  });

  test("[[markdown]] shows everything there is", () => {
    const text = answer("[[markdown]] Trees");
    for (const part of ["## ", "- **", "| :--- |", "$$", "\\(", "```", "- [x]", "> ", "---"])
      expect(text).toContain(part);
  });

  test("names a conversation shortly", () => {
    const system = "Write a short title for the conversation.";
    expect(answer("Can you explain the difference between TCP and UDP in networking?", system)).toMatch(
      /^\S+( \S+){1,5}$/,
    );
    expect(answer("Write a title for it.\n\nHow do tides work?")).toBe("Tides work");
    const chinese = answer("请帮我写一首关于春天的诗，要押韵。", system);
    expect([...chinese].length).toBeLessThanOrEqual(12);
    expect(chinese).not.toMatch(/[#\n]/);
  });

  test("writes about as many words as wanted", () => {
    const words = answer("Write 300 words about trees").split(/\s+/).length;
    expect(words).toBeGreaterThan(290);
    expect(words).toBeLessThan(330);
  });
});

test.each([
  ["What is 2+2?", "4"],
  ["12 * (3 + 4)", "84"],
  ["2^10 please", "1024"],
  ["-3 - -4", "1"],
  ["1,000 / 8 = ?", "125"],
  ["0.1 + 0.2", "0.3"],
  ["7 ÷ 2", "3.5"],
  ["(1+2", "3"],
  ["1/0", undefined],
  ["call me at 555", undefined],
  ["on 2026-01-31 we met", undefined],
  ["a well-known 3-year-old", undefined],
])("findSum(%s) is %s", (text, value) => {
  expect(findSum(text)?.value).toBe(value);
});

describe("continueAfter", () => {
  const full = "## Heading\n\nFirst paragraph with several words.\n\nSecond paragraph, which ends here.";
  test("goes on from any place, blank ends cut off or not", () => {
    for (let end = 0; end <= full.length; end++) {
      const begun = full.slice(0, end);
      expect(begun + continueAfter(full, begun, false)).toBe(full);
    }
  });
  test("finds its place again when the beginning was dropped", () => {
    expect(continueAfter(full, "…several words.\n\nSecond paragraph, which ", false)).toBe("ends here.");
  });
  test("ends with a remark where nothing fits", () => {
    expect(continueAfter(full, "Something else altogether", false)).toMatch(/\w/);
  });
  test("fills an opened code fence", () => {
    expect(continueAfter(full, "```python\n", false)).toMatch(/^def [\s\S]*```\n$/);
  });
});

test("fillBetween completes a function", () => {
  expect(fillBetween("def quick_sort(a):\n", "\nprint(quick_sort([3,1,2]))", 0)).toContain("pivot = a[len(a) // 2]");
});

test("a gap in the middle of a function gets what the rest of it needs", () => {
  const prefix = "def quick_sort(items):\n    pivot = items[0]\n";
  const suffix = "    return quick_sort(left) + middle + quick_sort(right)\n\nprint(quick_sort([2, 1]))\n";
  expect(fillBetween(prefix, suffix, 0)).toBe(
    [
      "    left = [item for item in items if item < pivot]\n",
      "    middle = [item for item in items if item == pivot]\n",
      "    right = [item for item in items if item > pivot]\n",
    ].join(""),
  );
});

describe("JSON", () => {
  const schema = {
    type: "object",
    properties: { mood: { enum: ["good", "bad"] }, score: { type: "integer", minimum: 1 } },
    required: ["mood", "score"],
  };
  const asked = readQuestion(
    [say("system", `Answer in JSON by this JSON Schema:\n${JSON.stringify(schema)}\nBe {brief}.`), say("user", "Rain")],
    "a/model",
    0,
  );

  test("follows the schema that stands in the prompt", () => {
    expect(JSON.parse(writeJsonObject(asked))).toEqual({ mood: "good", score: 1 });
    expect(writeJsonObject(asked)).toBe(writeJsonObject(asked));
  });

  test("that was begun is known by its beginning and by the prompt", () => {
    expect(isBegunJson(asked, ' {"mood"')).toBe(true);
    expect(isBegunJson(asked, "Once")).toBe(false);
    expect(isBegunJson(readQuestion([say("user", "Rain")], "a/model", 0), "{")).toBe(false);
  });
});
