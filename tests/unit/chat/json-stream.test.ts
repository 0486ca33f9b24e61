import { describe, expect, it } from "vitest";
import { JsonStream, JsonStreamError, type JsonElement } from "@/lib/chat/transfer/json-stream";

const lists = (path: readonly string[]) => path.length === 0 || path.join(".") === "items";

function read(text: string, size = text.length, limits?: ConstructorParameters<typeof JsonStream>[1]): JsonElement[] {
  const stream = new JsonStream(lists, limits);
  const found: JsonElement[] = [];
  for (let at = 0; at < text.length; at += size) found.push(...stream.push(text.slice(at, at + size)));
  return [...found, ...stream.end()];
}

const documents: [string, unknown][] = [
  ["a list", [1, "two", { three: [3, null, true] }, [[]], {}]],
  ["what is escaped", ['quote " and \\ and \n', "\u2028 😀 \ud83d", "ends with \\"]],
  ["numbers", [0, -1.5e-7, 12345678901, 1e300]],
  ["empty things", [[], {}, "", { "": "" }]],
];

describe("reading JSON as it arrives", () => {
  it.each(documents)("hands out %s item by item, wherever it is cut", (_, value) => {
    const text = JSON.stringify(value, null, 1);
    for (const size of [1, 2, 3, 7, text.length]) {
      expect(read(text, size)).toEqual((value as unknown[]).map((item) => ({ path: ["*"], value: item })));
    }
  });

  it("hands out fields of an object, and the items of a list that is asked for", () => {
    const text = '{"format":"x","items":[{"id":1},{"id":2}],"other":[1,2],"n":12}';
    for (const size of [1, 5, 100]) {
      expect(read(text, size)).toEqual([
        { path: ["format"], value: "x" },
        { path: ["items", "*"], value: { id: 1 } },
        { path: ["items", "*"], value: { id: 2 } },
        { path: ["other"], value: [1, 2] },
        { path: ["n"], value: 12 },
      ]);
    }
  });

  it("gives up what is too large or too deep by itself, keeping its name", () => {
    const limits = { characters: 100, values: 20, levels: 5 };
    const large = { title: "long", text: "x".repeat(200), more: { kept: 1 } };
    const many = { title: "many", list: Array.from({ length: 30 }, () => []) };
    const deep = { title: "deep", in: JSON.parse("[".repeat(9) + "]".repeat(9)) as unknown };
    for (const size of [1, 64, 10_000]) {
      expect(read(JSON.stringify([large, many, deep, { title: "fine" }]), size, limits)).toEqual([
        { path: ["*"], value: { title: "long" }, dropped: "too_large" },
        { path: ["*"], value: { title: "many" }, dropped: "too_large" },
        { path: ["*"], value: { title: "deep" }, dropped: "too_deep" },
        { path: ["*"], value: { title: "fine" } },
      ]);
    }
  });

  it("lets no field name reach what all objects share", () => {
    const [{ value }] = read('[{"__proto__":{"admin":true},"constructor":1}]') as [JsonElement];
    expect(value).toEqual({ constructor: 1 });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each([
    "",
    "[",
    '["',
    "[1",
    "[1,",
    "[1,]",
    "{",
    '{"a"',
    '{"a":',
    '{"a":1,}',
    "[}",
    "]",
    "[1 2]",
    "nul",
    "[tru]",
    "[1]]",
    "[1],2",
    '["\n"]',
    "{1:2}",
    "x",
    "[,1]",
    '{"a" 1}',
    '{"a"::1}',
    "[\\]",
    `[${"9".repeat(500)}]`,
  ])("refuses %j", (text) => {
    expect(() => read(text)).toThrow(JsonStreamError);
    expect(() => read(text, 1)).toThrow(JsonStreamError);
  });

  it("ends what is deeper than any document", () => {
    expect(() => read("[".repeat(20_000))).toThrow(JsonStreamError);
  });

  it("takes 20 MB in steps that hold up nobody", () => {
    const item = JSON.stringify({
      title: "t",
      mapping: Object.fromEntries(
        Array.from({ length: 200 }, (_, n) => [`n${n}`, { text: 'hello \\ " 你好 '.repeat(20) }]),
      ),
    });
    const text = `[${Array.from({ length: Math.ceil(20_000_000 / item.length) }, () => item).join(",")}]`;
    const stream = new JsonStream(lists);
    let longest = 0;
    let count = 0;
    for (let at = 0; at < text.length; at += 65_536) {
      const from = process.cpuUsage();
      count += stream.push(text.slice(at, at + 65_536)).length;
      const { user, system } = process.cpuUsage(from);
      longest = Math.max(longest, (user + system) / 1_000);
    }
    stream.end();
    expect(count).toBeGreaterThan(100);
    expect(longest).toBeLessThan(1_000);
  });
});
