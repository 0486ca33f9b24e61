import { describe, expect, test } from "vitest";
import { checkArguments, parseArguments, toCheckable } from "@/lib/tools/arguments";

const person = {
  type: "object",
  properties: { id: { type: "string" }, age: { type: "integer", minimum: 0 } },
  required: ["id"],
  additionalProperties: false,
};

describe("what a model wrote", () => {
  test.each(['{"a":', "[1]", "null", '"text"', "{'a':1}", "1"])("%j is no call", (text) => {
    expect(() => parseArguments(text)).toThrow(/arguments/);
  });

  test("nothing is an empty call, and numbers stay exact where that matters", () => {
    expect(parseArguments("")).toEqual({});
    expect(parseArguments('{"a": 12345678901234567890.10, "b": "1 2", "c": -1e3}', { exactNumbers: true })).toEqual({
      a: "12345678901234567890.10",
      b: "1 2",
      c: "-1e3",
    });
  });

  test("is too long, or too deep", () => {
    expect(() => parseArguments(`{"a":"${"x".repeat(70_000)}"}`)).toThrow(/too long/);
    expect(() => checkArguments({ type: "object" }, JSON.parse('{"a":'.repeat(40) + "1" + "}".repeat(40)))).toThrow(
      /deeply/,
    );
  });
});

describe("arguments against a schema", () => {
  test("fit or say where they do not", () => {
    expect(() => checkArguments(person, { id: "x", age: 3 })).not.toThrow();
    expect(() => checkArguments(person, { id: 1 })).toThrow(/\/id: .*"number".*"string"/);
    expect(() => checkArguments(person, {})).toThrow(/id/);
    expect(() => checkArguments(person, { id: "x", extra: 1 })).toThrow(/extra/);
    expect(() => checkArguments(person, { id: "x", age: -1 })).toThrow(/\/age/);
  });

  test("properties may be called like keywords", () => {
    const schema = { type: "object", properties: { pattern: { type: "integer" }, $ref: { type: "string" } } };
    expect(() => checkArguments(schema, { pattern: 1, $ref: "x" })).not.toThrow();
    expect(() => checkArguments(schema, { pattern: "x" })).toThrow(/pattern/);
  });

  test("references within the schema are followed, also in circles", () => {
    const tree = {
      type: "object",
      properties: { root: { $ref: "#/$defs/node" } },
      $defs: {
        node: {
          type: "object",
          properties: { name: { type: "string" }, children: { type: "array", items: { $ref: "#/$defs/node" } } },
          required: ["name"],
        },
      },
    };
    expect(() => checkArguments(tree, { root: { name: "a", children: [{ name: "b" }] } })).not.toThrow();
    expect(() => checkArguments(tree, { root: { name: "a", children: [{}] } })).toThrow(/children/);
  });

  test.each([
    ["outside", { $ref: "https://evil.example/schema" }],
    ["nowhere", { $ref: "#/$defs/missing" }],
    ["too large", { type: "object", properties: { a: { enum: ["x".repeat(40_000)] } } }],
    [
      "exploding",
      {
        allOf: [{ $ref: "#/$defs/l0" }],
        $defs: Object.fromEntries(
          Array.from({ length: 20 }, (_, level) => [
            `l${level}`,
            { allOf: [{ $ref: `#/$defs/l${level + 1}` }, { $ref: `#/$defs/l${level + 1}` }] },
          ]).concat([["l20", { type: "object" } as never]]),
        ),
      },
    ],
  ])("a schema that leads %s is refused", (_, schema) => expect(() => toCheckable(schema)).toThrow(/schema/));

  test("patterns that never end are left out", () => {
    const schema = { type: "object", properties: { a: { type: "string", pattern: "^(a+)+$" } } };
    const startedAt = performance.now();
    checkArguments(schema, { a: `${"a".repeat(5_000)}!` });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test("a schema that is none is an answer, too", () => {
    for (const schema of [{ type: 5 }, { properties: "x" }, { required: "id" }, { items: 1 }, { enum: "x" }]) {
      try {
        checkArguments(schema as never, { id: 1 });
      } catch (error) {
        expect(error).toHaveProperty("code", "invalid_input");
      }
    }
  });
});
