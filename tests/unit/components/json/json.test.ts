import { describe, expect, it } from "vitest";
import { checkSchema } from "@/components/json/check-schema";
import { readJson } from "@/components/json/read-json";
import { repairJson } from "@/components/json/repair";
import { exampleNames, schemaExamples, writtenSchema } from "@/components/json/schema-examples";
import { validateJson } from "@/components/json/validate";

describe("an answer that was to be JSON", () => {
  it.each([
    ['{"a": 1}', false, "whole"],
    ["  [1, 2]\n", false, "whole"],
    ['```json\n{"a": 1}\n```', false, "whole"],
    ['```\n{"a": 1}\n```\n', true, "whole"],
    ['{"a": "}', false, "cut"],
    ['{"a": [1, 2', false, "cut"],
    ['{"a": "\\"', false, "cut"],
    ['```json\n{"a":', false, "cut"],
    ["{'a': 1}", false, "broken"],
    ['{"a": 1}}', false, "broken"],
    ["Certainly! Here it is.", false, "broken"],
    ["Certainly! Here", true, "cut"],
    ["", false, "broken"],
  ])("%j, at its limit: %s, is %s", (text, atLimit, state) => {
    expect(readJson(text, atLimit).state).toBe(state);
  });
});

describe("repair", () => {
  it.each([
    ['{"a": [1, 2', { a: [1, 2] }],
    ['{"a": "half a se', { a: "half a se" }],
    ['{"a": 1, "b": {"c": true,', { a: 1, b: { c: true } }],
    ["{'a': 1, // why\n}", { a: 1 }],
    ['[{"title": "雨', [{ title: "雨" }]],
  ])("closes %j", (text, value) => {
    expect(JSON.parse(repairJson(text)!)).toEqual(value);
  });

  it("keeps what is whole", () => expect(JSON.parse(repairJson('{"a":1}')!)).toEqual({ a: 1 }));
  it("gives up where there is nothing", () => expect(repairJson("")).toBeUndefined());
});

describe("validation", () => {
  const schema = schemaExamples.news;

  it("finds nothing wrong with what fits", () => {
    expect(validateJson(schema, { items: [{ title: "a", summary: "b", topic: "sport" }] })).toEqual([]);
  });

  it("names each fault at its path, and not what lies around it", () => {
    const found = validateJson(schema, { items: [{ title: 1, summary: "b", topic: "rain" }, { title: "a" }] });
    const places = found!.map(({ path, keyword }) => `${path} ${keyword}`);
    expect(places).toContain("items[0].title type");
    expect(places).toContain("items[0].topic enum");
    expect(places).toContain("items[1].summary required");
    expect(places.some((place) => /^(items)? (properties|items)$/.test(place))).toBe(false);
  });

  it("writes odd names so that they can be told apart", () => {
    const odd = { type: "object", properties: { "a.b/c": { type: "string" } } };
    expect(validateJson(odd, { "a.b/c": 1 })![0]!.path).toBe('["a.b/c"]');
    expect(validateJson({ type: "array" }, {})![0]!.path).toBe("");
  });

  it("names a field that is not allowed, once", () => {
    const closed = { type: "object", properties: { a: {} }, additionalProperties: false };
    expect(validateJson(closed, { a: 1, b: 2 })!.map(({ path, keyword }) => `${path} ${keyword}`)).toEqual(["b false"]);
  });

  it("does without a schema that cannot be used", () => {
    expect(validateJson({ type: "string", pattern: "(" }, "a")).toBeUndefined();
    expect(validateJson({ $ref: "#" }, "a")).toBeUndefined();
  });
});

describe("a schema being written", () => {
  it.each([
    ["{", { kind: "syntax" }],
    ["[]", { kind: "not_object" }],
    ['{"type":"int"}', { kind: "type", path: "type", value: '"int"' }],
    [
      '{"properties":{"age":{"items":{"type":["str","null"]}}}}',
      { kind: "type", path: "properties.age.items.type", value: '"str"' },
    ],
    ['{"required":"a"}', { kind: "keyword", path: "required", value: '"a"' }],
    ['{"properties":[]}', { kind: "keyword", path: "properties", value: "[]" }],
    ['{"anyOf":[3]}', { kind: "keyword", path: "anyOf.0", value: "3" }],
    [JSON.stringify({ description: "x".repeat(20_001) }), { kind: "too_long" }],
    ['{"not":'.repeat(60) + "{}" + "}".repeat(60), { kind: "too_deep" }],
  ])("%.60s has a problem", (text, problem) => {
    expect(checkSchema(text).problem).toEqual(problem);
  });

  it.each(exampleNames)("%s is an example that can be sent", (name) => {
    expect(checkSchema(writtenSchema(schemaExamples[name])).schema).toEqual(schemaExamples[name]);
  });

  it("may say true or false to a part", () => {
    expect(checkSchema('{"additionalProperties":false,"properties":{"a":true}}').problem).toBeUndefined();
  });
});
