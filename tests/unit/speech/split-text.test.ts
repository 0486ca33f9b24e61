import { describe, expect, test } from "vitest";
import { isSentenceEnd, splitText } from "@/lib/speech/split-text";
import { splitDialogue } from "@/lib/speech/split-dialogue";

/** Where a text could be cut after a sentence. */
function sentences(text: string): string[] {
  const ends = Array.from(text, (_, index) => index + 1).filter((place) => isSentenceEnd(text, place));
  const cuts = [0, ...ends.filter((end) => end < text.length), text.length];
  return cuts.slice(1).map((end, index) => text.slice(cuts[index], end).trim());
}

describe("the end of a sentence", () => {
  test.each([
    ["今天下雨。我不出门！你呢？好的……走吧。", ["今天下雨。", "我不出门！", "你呢？", "好的……", "走吧。"]],
    ["他说：“走吧。”然后走了。", ["他说：“走吧。”", "然后走了。"]],
    ["It rains. Stay in! Why? Because.", ["It rains.", "Stay in!", "Why?", "Because."]],
    [
      "Dr. Smith met Mr. J. R. Jones at No. 5, e.g. here. He left.",
      ["Dr. Smith met Mr. J. R. Jones at No. 5, e.g. here.", "He left."],
    ],
    ["Pi is 3.14 or so. Version 1.2.3 is out.", ["Pi is 3.14 or so.", "Version 1.2.3 is out."]],
    ["“Stop!” he said. (Really.) Yes.", ["“Stop!” he said.", "(Really.)", "Yes."]],
    [
      "Wait... what? See fig. 2 and vol. 3. Then I. Then no. Why?",
      ["Wait... what?", "See fig. 2 and vol. 3.", "Then I.", "Then no.", "Why?"],
    ],
    ["Say hello.你好。Goodbye.", ["Say hello.", "你好。", "Goodbye."]],
    ["A title\nA line\n\nAnother", ["A title", "A line", "", "Another"]],
    ["Visit example.com now", ["Visit example.com now"]],
  ])("%s", (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });
});

describe("parts of a text", () => {
  test("a short text is one part, without the space around it", () => {
    expect(splitText("  Hello there. \n", 100)).toEqual(["Hello there."]);
    expect(splitText(" \n ", 100)).toEqual([]);
  });

  test("cuts at the last sentence that fits, and loses nothing", () => {
    const text = Array.from({ length: 200 }, (_, index) => `This is sentence number ${index}.`).join(" ");
    const parts = splitText(text, 300);
    expect(parts.join(" ")).toBe(text);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(300);
      expect(part).toMatch(/\.$/);
    }
  });

  test("Chinese without spaces", () => {
    const text = "春天来了，花都开了。".repeat(100);
    const parts = splitText(text, 64);
    expect(parts.join("")).toBe(text);
    expect(parts.every((part) => part.length <= 64 && part.endsWith("。"))).toBe(true);
  });

  test("where no sentence ends, a clause does; where none does, a word; else between characters", () => {
    expect(splitText(`${"word ".repeat(8)}here, ${"more ".repeat(10)}`, 60)[0]).toMatch(/here,$/);
    expect(splitText("word ".repeat(40), 62).every((part) => /^(word ?)+$/.test(part))).toBe(true);
    expect(splitText("字".repeat(100), 30)).toEqual([
      "字".repeat(30),
      "字".repeat(30),
      "字".repeat(30),
      "字".repeat(10),
    ]);
  });

  test("never within a mark, a pair of surrogates, an accent or a joined emoji", () => {
    for (const piece of ["[laughter]", "😀", "e\u0301", "👩‍👩‍👧", "👍🏽", "🇫🇷", "<strong>", "葛\u{e0100}"]) {
      const text = piece.repeat(200);
      for (let most = 31; most < 50; most++) {
        const parts = splitText(`a${text}b`, most);
        expect(parts.join("")).toBe(`a${text}b`.length > most ? parts.join("") : `a${text}b`);
        for (const part of parts) {
          expect(part.isWellFormed()).toBe(true);
          expect(part.replaceAll(piece, "")).toMatch(/^[ab]*$/);
        }
      }
    }
  });

  test("what is not spoken is no part", () => {
    expect(splitText(`Hello. ${"- ".repeat(300)} Bye.`, 100)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Hello/)]),
    );
    expect(splitText("— … !!! [laughter] 😀", 100)).toEqual([]);
  });
});

describe("dialogue", () => {
  test("is cut where the speakers change", () => {
    const turns = Array.from({ length: 40 }, (_, index) => `[S${(index % 2) + 1}]This is what I say, number ${index}.`);
    const parts = splitDialogue(turns.join(""), 200);
    expect(parts.join("")).toBe(turns.join(""));
    expect(parts.every((part) => part.length <= 200 && /^\[S[12]\]/.test(part))).toBe(true);
  });

  test("a turn that is too long says again who speaks", () => {
    const parts = splitDialogue(`[S1]Hi.[S2]${"A sentence of mine. ".repeat(30)}[S1]Oh.`, 100);
    expect(parts[0]).toBe("[S1]Hi.");
    expect(parts.slice(1, -1).every((part) => part.startsWith("[S2]"))).toBe(true);
    expect(parts.at(-1)).toMatch(/\[S1\]Oh\.$/);
    expect(parts.every((part) => part.length <= 100)).toBe(true);
  });

  test("a turn without words is left out, and what comes first is the first speaker's", () => {
    expect(splitDialogue("Hello[S2]...[S1]Bye", 100)).toEqual(["[S1]Hello[S1]Bye"]);
  });
});
