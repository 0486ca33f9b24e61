import { describe, expect, it } from "vitest";
import { videos as en } from "@/lib/i18n/en";
import { videos as zhCN } from "@/lib/i18n/zh-CN";
import { countWords, MAX_WORDS, noParts, readPrompt, writePrompt } from "@/lib/videos/schema";

describe("countWords", () => {
  it.each([
    ["", 0],
    ["   \n", 0],
    ["A fox runs.", 3],
    ["It's a well-known 3.5-second shot", 5],
    ["one—two / three", 3],
    ["一只狐狸", 3],
    ["一只狐狸跑过雪地，身后扬起雪花。", 9],
    ["一只 fox 跑过", 4],
    ["여우가 눈 위를 달린다", 4],
  ])("counts %j as %i", (text, words) => {
    expect(countWords(text)).toBe(words);
  });
});

describe("writePrompt", () => {
  it("makes one paragraph that begins with the action", () => {
    const parts = {
      ...noParts,
      changes: "it starts to snow",
      camera: "The camera follows\nat eye level,",
      action: "A fox runs across a frozen lake",
      light: "low golden light!",
    };
    expect(writePrompt(parts)).toBe(
      "A fox runs across a frozen lake. The camera follows at eye level. low golden light! it starts to snow.",
    );
  });

  it("ends Chinese parts as Chinese sentences end", () => {
    expect(writePrompt({ ...noParts, action: "一只狐狸跑过雪地", camera: "镜头跟拍，", light: "暖光。" })).toBe(
      "一只狐狸跑过雪地。镜头跟拍。暖光。",
    );
  });

  it("is empty where nothing is said", () => {
    expect(writePrompt({ ...noParts, action: "  " })).toBe("");
  });
});

describe("readPrompt", () => {
  it("takes the first sentence as the action and the others where their words point", () => {
    const text =
      "A woman opens an umbrella. She smiles and nods. She wears a red coat. Behind her a market closes. Slow push-in, close-up shot. Neon light on wet stone. Then the rain stops. It is quiet.";
    expect(readPrompt(text)).toEqual({
      action: "A woman opens an umbrella.",
      gestures: "She smiles and nods.",
      appearance: "She wears a red coat.",
      background: "Behind her a market closes.",
      camera: "Slow push-in, close-up shot.",
      light: "Neon light on wet stone.",
      changes: "Then the rain stops. It is quiet.",
    });
  });

  it("reads Chinese", () => {
    expect(readPrompt("女孩撑开伞。她穿着红色外套。远处有山。镜头缓慢推近。随后雨停了。")).toEqual({
      ...noParts,
      action: "女孩撑开伞。",
      appearance: "她穿着红色外套。",
      background: "远处有山。",
      camera: "镜头缓慢推近。",
      changes: "随后雨停了。",
    });
  });

  it.each([
    "",
    "A fox",
    "A fox runs. The camera follows. Warm light. Then it stops.",
    "一只狐狸跑过。镜头跟随！",
    "He says “stop.” Then he leaves.",
    "一、二。「好。」他说。",
  ])("written again, %j has lost no word", (text) => {
    const letters = (value: string) => [...value.replace(/[\s.。]/g, "")].sort().join("");
    expect(letters(writePrompt(readPrompt(text)))).toBe(letters(text));
    const once = readPrompt(text);
    expect(readPrompt(writePrompt(once))).toEqual(readPrompt(writePrompt(readPrompt(writePrompt(once)))));
  });
});

describe.each([
  ["en", en],
  ["zh-CN", zhCN],
])("the examples in %s", (_, { example }) => {
  it.each(Object.entries(example))("%s is within the limit and is read as it was written", (_name, parts) => {
    const text = writePrompt(parts);
    expect(countWords(text)).toBeLessThan(MAX_WORDS);
    expect(readPrompt(text)).toEqual(parts);
  });
});
