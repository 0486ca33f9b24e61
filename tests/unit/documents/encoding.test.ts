import { describe, expect, it } from "vitest";
import { decodeText, encodingOf } from "@/lib/documents/reader/encoding";
import { reasonOf } from "@/tests/support/documents/extracted";

const chinese = "本报告介绍公司二〇二五年的经营情况。毛利率为百分之四十一，较上年有所提高。";
const bytesOf: Record<string, Buffer> = {
  "UTF-8": Buffer.from(chinese),
  "UTF-8 with a mark": Buffer.from(`\ufeff${chinese}`),
  "UTF-16LE with a mark": Buffer.from(`\ufeff${chinese}`, "utf16le"),
  "UTF-16BE with a mark": Buffer.from(`\ufeff${chinese}`, "utf16le").swap16(),
};

/** Of GB18030 Node can only read: these are its bytes for the words above each. */
const gb18030 = {
  中文: "d6d0cec4",
  "姓名,数量\n张三,5\n": "d0d5c3fb2ccafdc1bf0ad5c5c8fd2c350a",
  "你好，世界！": "c4e3bac3a3accac0bde7a3a1",
};

describe("text without a word on how it is written", () => {
  it.each(Object.entries(bytesOf))("reads %s", (_, bytes) => {
    expect(decodeText(bytes)).toBe(chinese);
  });

  it.each(Object.entries(gb18030))("reads %s in GB18030", (text, hex) => {
    expect(decodeText(Buffer.from(hex, "hex"))).toBe(text);
  });

  it("reads UTF-16 without a mark by its zeros", () => {
    expect(decodeText(Buffer.from("name,amount\n苹果,5\n", "utf16le"))).toBe("name,amount\n苹果,5\n");
    expect(encodingOf(Buffer.from("name,amount\n", "utf16le").swap16())).toBe("utf-16be");
  });

  it("reads accents of Western Europe", () => {
    const text = "Le café où l'été s'arrête à la crème brûlée";
    expect(decodeText(Buffer.from(text, "latin1"))).toBe(text);
  });

  it("believes what a page says of itself, where that can be", () => {
    const shiftJis = Buffer.from("83658358836783528393", "hex");
    expect(decodeText(shiftJis, "shift_jis")).toBe("テストコン");
    expect(encodingOf(Buffer.from("plain"), "no-such-thing")).toBe("utf-8");
  });

  it("takes no program for text", async () => {
    const random = Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 7919 + (index >> 3)) % 251));
    expect(await reasonOf("notes.txt", random)).toBe("disguised");
  });
});
