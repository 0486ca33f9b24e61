import { describe, expect, it } from "vitest";
import { format, messagesFor, resolveLocale } from "@/lib/i18n";

describe("format", () => {
  it("inserts values and writes numbers in the language's way", () => {
    expect(format("{name}: {count} tokens", { name: "R1", count: 12345 })).toBe("R1: 12,345 tokens");
  });
  it("chooses by number", () => {
    expect(format("{n} {n|day|days}", { n: 1 })).toBe("1 day");
    expect(format("{n} {n|day|days}", { n: 0 })).toBe("0 days");
  });
  it("leaves what it has no value for", () => expect(format("{a}", {})).toBe("{a}"));
  it("does not fill what a value contains", () => expect(format("{a}", { a: "{b}", b: "no" })).toBe("{b}"));
});

describe("resolveLocale", () => {
  it.each([
    ["zh-CN", "en", "zh-CN"],
    [null, "zh-TW,zh;q=0.9,en;q=0.8", "zh-CN"],
    [null, "fr,en;q=0.5,zh;q=0.4", "en"],
    [null, "en;q=0.1,zh;q=0.2", "zh-CN"],
    [null, "zh;q=0", "en"],
    [undefined, null, "en"],
    ["nonsense", ";;;,,,q=", "en"],
  ])("%s with %s is %s", (chosen, header, locale) => expect(resolveLocale(chosen, header)).toBe(locale));
});

/** Every string of a language, by its dotted path. */
function flatten(value: object, path = ""): [string, string][] {
  return Object.entries(value).flatMap(([key, entry]) =>
    typeof entry === "string"
      ? [[`${path}${key}`, entry] as [string, string]]
      : flatten(entry as object, `${path}${key}.`),
  );
}

const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort();

describe("the two languages", () => {
  const english = flatten(messagesFor("en"));
  const chinese = new Map(flatten(messagesFor("zh-CN")));

  it("say the same things", () => expect([...chinese.keys()].sort()).toEqual(english.map(([key]) => key).sort()));

  it.each(english)("%s is written in both, with the same values", (key, text) => {
    const translated = chinese.get(key) ?? "";
    expect(text).not.toBe("");
    expect(translated).not.toBe("");
    expect(placeholders(translated).every((name) => placeholders(text).includes(name))).toBe(true);
  });

  it("puts a space between Han and Latin", () => {
    const crowded = [...chinese].filter(([, text]) =>
      /[\u4e00-\u9fff][A-Za-z]|[A-Za-z][\u4e00-\u9fff]/.test(text.replace(/\{[^}]*\}/g, "")),
    );
    expect(crowded).toEqual([]);
  });

  it("says 你 to everybody, in every place", () => {
    expect([...chinese].filter(([, text]) => text.includes("您"))).toEqual([]);
  });
});
