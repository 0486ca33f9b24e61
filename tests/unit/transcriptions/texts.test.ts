import { describe, expect, it } from "vitest";
import { cleanText } from "@/lib/transcriptions/clean-text";
import { joinTexts } from "@/lib/transcriptions/join-texts";
import { phrasesOf } from "@/lib/transcriptions/phrases";
import { fitPieces, mostCalls, partLengths, type Piece } from "@/lib/transcriptions/plan";
import { toSrt } from "@/lib/transcriptions/srt";
import { isSilent, readWav, writeWav } from "@/lib/transcriptions/wav";

describe("pieces of what was said", () => {
  it.each([
    [["你好，", "世界。", "再见。"], "你好，世界。再见。"],
    [["Hello there.", "How are you?"], "Hello there. How are you?"],
    [["我用", "React", "写页面"], "我用React写页面"],
    [["", "  one ", "", "two"], "one two"],
    [["終わり", "カタカナ"], "終わりカタカナ"],
    [["안녕", "하세요"], "안녕 하세요"],
    [[], ""],
  ])("%j become %j", (texts, joined) => expect(joinTexts(texts)).toBe(joined));

  it("lose moods and noises, and nothing that was said", () => {
    expect(cleanText("🎼你好。😊")).toBe("你好。");
    expect(cleanText("No. 1 © 2026, 3 # ♥ 😡 ok?")).toBe("No. 1 © 2026, 3 # ♥ ok?");
    expect(cleanText("a\0b\ud800")).toBe("ab\ufffd");
    expect(cleanText("😀")).toBe("");
  });
});

describe("times", () => {
  it("are those of the whole recording", () => {
    const segments = [
      { startSeconds: 0, endSeconds: 1.5, text: "One." },
      { startSeconds: 1.5, endSeconds: 2, text: "😊" },
    ];
    expect(phrasesOf(segments, { fromMs: 60_000, toMs: 62_000 })).toEqual([
      { fromMs: 60_000, toMs: 61_500, text: "One." },
    ]);
  });
  it("that are none are not believed", () => {
    const far = [{ startSeconds: 0, endSeconds: 99, text: "One." }];
    expect(phrasesOf(far, { fromMs: 0, toMs: 2_000 })).toEqual([]);
    const back = [
      { startSeconds: 1, endSeconds: 2, text: "One." },
      { startSeconds: 0, endSeconds: 1, text: "Two." },
    ];
    expect(phrasesOf(back, { fromMs: 0, toMs: 2_000 })).toEqual([]);
  });
  it("make subtitles, whatever the words", () => {
    const text = toSrt([
      { fromMs: 0, toMs: 100, text: "One\n\n2\n00:00 --> 00:01" },
      { fromMs: 3_723_004, toMs: 3_724_999, text: "你好" },
    ]);
    expect(text).toBe(
      "1\n00:00:00,000 --> 00:00:00,500\nOne 2 00:00 → 00:01\n\n2\n01:02:03,004 --> 01:02:04,999\n你好\n",
    );
  });
});

describe("calls", () => {
  it("are one as long as a recording need not be cut", () => {
    expect([mostCalls(0, false), mostCalls(300_000, false), mostCalls(14_000, true)]).toEqual([1, 1, 1]);
  });
  it.each([true, false])("are never fewer than pieces of the longest length, timed: %s", (timed) => {
    const { maxMs } = partLengths(timed);
    for (const ms of [maxMs + 1, 3 * maxMs, 100 * maxMs]) {
      expect(mostCalls(ms, timed)).toBeGreaterThanOrEqual(Math.ceil(ms / maxMs));
    }
  });
  it("are no more than were agreed on, and leave nothing out", () => {
    const pieces: Piece[] = [3, 1, 1, 4, 2].map((length, at, all) => {
      const fromMs = all.slice(0, at).reduce((sum, each) => sum + each, 0);
      return { fromMs, toMs: fromMs + length, bytes: length * 32, silent: at === 1 || at === 2 };
    });
    expect(fitPieces(pieces, 9)).toEqual(pieces);
    const fitted = fitPieces(pieces, 3);
    expect(fitted.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [0, 5],
      [5, 9],
      [9, 11],
    ]);
    expect(fitted.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(11 * 32);
    expect(fitted[0]!.silent).toBe(false);
    expect(fitPieces(pieces, 1)).toMatchObject([{ fromMs: 0, toMs: 11 }]);
  });
});

describe("a WAV file", () => {
  const samples = Buffer.alloc(3_200);
  const plain = writeWav({ sampleRate: 16_000, channels: 1, samples });
  it("is read by what is there", () => {
    expect(readWav(plain)).toMatchObject({ sampleRate: 16_000, channels: 1, durationMs: 100 });
    const junk = Buffer.concat([plain.subarray(0, 12), Buffer.from("LIST\x03\0\0\0abc\0"), plain.subarray(12)]);
    expect(readWav(junk).durationMs).toBe(100);
    expect(readWav(plain.subarray(0, 44 + 1_601)).durationMs).toBe(50);
  });
  it("survives any cut and any byte", () => {
    for (let length = 0; length < 60; length++) {
      for (const value of [0, 255]) {
        const bytes = Buffer.from(plain);
        bytes[length] = value;
        for (const each of [bytes, plain.subarray(0, length)]) {
          try {
            expect(readWav(each).samples.length).toBeLessThanOrEqual(3_200);
          } catch (error) {
            expect((error as { code: string }).code).toBe("invalid_input");
          }
        }
      }
    }
  });
  it("is silent where nobody can be heard", () => {
    expect(isSilent(samples)).toBe(true);
    const loud = Buffer.from(samples);
    loud.writeInt16LE(-2_000, 1_600);
    expect(isSilent(loud)).toBe(false);
  });
});
