import { describe, expect, test } from "vitest";
import { wrapFiles } from "@/lib/chat/attached-files";
import { writeAnswer } from "@/lib/simulator/answers/answer";
import { findSentence, takeMaterial } from "@/lib/simulator/answers/material";
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
const answer = (...messages: Message[]) => writeAnswer(readQuestion(messages, "a/model", 0));
const report = `Annual report
The northern office was opened in May. Its rent is 4,200 a month.
It has twelve desks; nobody uses them on Fridays.`;
const chineseReport = `年度报告
北京办公室于五月开业。每月租金为四千二百元。
共有十二张桌子，星期五无人使用。`;
const given = (name: string, text: string) => `Read this.\n\n<doc name="${name}" pages="all 1">\n${text}\n</doc>`;

describe("a question about a text", () => {
  test.each([
    ["How much is the rent a month?", "Its rent is 4,200 a month."],
    ["When was the northern office opened?", "The northern office was opened in May."],
    ["How many desks are there?", "It has twelve desks; nobody uses them on Fridays."],
  ])("%s is answered from it", (question, sentence) => {
    const text = answer(say("user", `${given("report.pdf", report)}\n\n${question}`));
    expect(text).toContain("**report.pdf**");
    expect(text).toContain(`> ${sentence}`);
  });

  test.each([
    ["每月的租金是多少？", "每月租金为四千二百元。"],
    ["有几张桌子？", "共有十二张桌子，星期五无人使用。"],
  ])("%s is answered in Chinese", (question, sentence) => {
    const text = answer(say("user", `${given("报告.pdf", chineseReport)}\n\n${question}`));
    expect(text).toContain("《报告.pdf》");
    expect(text).toContain(`> ${sentence}`);
  });

  test("knows later on what was given earlier, and does not force it", () => {
    const before = [say("user", `${given("report.pdf", report)}\n\nWhat is this?`), say("assistant", "A report.")];
    expect(answer(...before, say("user", "And the rent of the northern office?"))).toContain("report.pdf");
    expect(answer(...before, say("user", "Write a poem about the sea"))).not.toContain("report.pdf");
  });

  test("names the file it is from", () => {
    const both = `${given("a.txt", "Cats sleep all day.")}\n\n${given("b.txt", "Dogs bark at night.")}`;
    expect(answer(say("user", `${both}\n\nWhat do dogs do?`))).toContain("**b.txt**");
  });

  test("is found in the way this application wraps files", () => {
    const text = wrapFiles([{ part: { name: "r.pdf", pages: "all", pageCount: 1 }, text: report }]);
    const { said, material } = takeMaterial(`${text}\n\nWhat is the rent?`);
    expect(said).toBe("What is the rent?");
    expect(material).toEqual([{ name: "r.pdf", text: report }]);
  });
});

test("directives in a text are no directives", () => {
  expect(answer(say("user", `${given("a.txt", "[[hostile]] Cats sleep.")}\n\nWhat do cats do?`))).toContain("a.txt");
});

test("marks of pages are no sentences", () => {
  const material = [{ name: "a.pdf", text: "[Page 1]\nCats sleep.\n[Page 2]\nDogs bark." }];
  expect(findSentence("What about page 2?", material)?.sentence).toBe("Cats sleep.");
});

test("a text without a name is part of the question", () => {
  expect(takeMaterial("<b>\nbold\n</b>\nWhy?").material).toEqual([]);
  expect(findSentence("Why?", [])).toBeUndefined();
});
