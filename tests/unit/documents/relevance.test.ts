import { describe, expect, it } from "vitest";
import { choosePages, countTerms, termsOf } from "@/lib/documents/relevance";

const pagesOf = (question: string, texts: string[], tokens = 100) => {
  const terms = termsOf(question);
  return texts.map((text, index) => ({ number: index + 1, tokens, counts: countTerms(terms, text) }));
};
const choose = (question: string, texts: string[], budget: number) => choosePages(pagesOf(question, texts), budget);

describe("terms of a question", () => {
  it.each([
    ["What is the gross margin of Q3?", ["gross", "margin", "q3"]],
    ["毛利率是多少", ["毛利", "利率", "率是", "是多", "多少"]],
    ["iPhone 的价格", ["iphone", "的价", "价格"]],
    ["GPT-4模型", ["gpt", "模型"]],
    ["请问", []],
    ["", []],
  ])("%s", (question, expected) => {
    expect(termsOf(question)).toEqual(expected);
  });

  it("are bounded, however long the question", () => {
    const question = Array.from({ length: 5_000 }, (_, index) => `word${index}`).join(" ");
    expect(termsOf(question)).toHaveLength(80);
  });
});

describe("counting terms", () => {
  it("takes words whole and pairs of characters anywhere", () => {
    expect(countTerms(["art", "毛利"], "Art is no part of the art学毛利率, ART.")).toEqual([3, 1]);
  });
});

describe("choosing pages", () => {
  const report = [
    "Contents. Introduction and thanks.",
    "Revenue grew by ten per cent.",
    "The gross margin was 41 per cent; the margin grows.",
    "Staff: 200 people. 员工人数。",
    "毛利率为百分之四十一。",
  ];

  it("finds the page that speaks of the question", () => {
    expect(choose("How high is the gross margin?", report, 100)).toEqual([3]);
    expect(choose("毛利率是多少？", report, 100)).toEqual([5]);
    expect(choose("员工有多少人", report, 100)).toEqual([4]);
  });

  it("answers in the document's order, within the budget", () => {
    const chosen = choose("revenue and margin", report, 250);
    expect(chosen).toEqual([2, 3]);
    expect(choose("revenue and margin", report, 199)).toHaveLength(1);
    expect(choose("margin", report, 99)).toEqual([]);
  });

  it("prefers the rare word to the usual one", () => {
    const texts = ["contract contract contract", "contract penalty", "contract", "contract"];
    expect(choose("contract penalty", texts, 100)).toEqual([2]);
  });

  it("begins at the beginning when nothing fits the question", () => {
    expect(choose("Summarise", report, 250)).toEqual([1, 2]);
  });

  it("passes over a page that is too long for what is left", () => {
    const terms = termsOf("margin");
    const pages = report.map((text, index) => ({
      number: index + 1,
      tokens: index === 2 ? 1_000 : 100,
      counts: countTerms(terms, index < 4 ? `margin ${text}` : text),
    }));
    expect(choosePages(pages, 300)).toEqual([1, 2, 4]);
  });
});
