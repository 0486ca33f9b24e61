import { expect, test } from "vitest";
import { z } from "zod";
import { instanceOf } from "@/lib/simulator/answers/schema-instance";

const Person = z.object({ name: z.string().min(3).max(8), email: z.email(), born: z.iso.date() });

test.each([
  ["objects", Person],
  ["arrays", z.array(Person).min(2).max(4)],
  ["numbers", z.object({ a: z.int().min(5).max(6), b: z.number().gt(0).lt(1), c: z.number().multipleOf(5).min(7) })],
  ["choices", z.object({ kind: z.enum(["x", "y"]), exact: z.literal(7), either: z.union([z.string(), z.number()]) })],
  ["what may be absent", z.object({ a: z.string().optional(), b: z.string().nullable(), c: z.boolean() })],
  ["both of two", z.intersection(z.object({ a: z.string() }), z.object({ b: z.int() }))],
  ["formats", z.object({ id: z.uuid(), at: z.iso.datetime(), url: z.url() })],
  ["tuples", z.tuple([z.string(), z.number(), z.boolean()])],
  ["records", z.record(z.string(), z.number())],
])("an instance of %s is valid", (_, schema) => {
  const value = instanceOf(z.toJSONSchema(schema), (name) => `about ${name}`);
  expect(schema.safeParse(value)).toMatchObject({ success: true });
});

test("a schema that contains itself ends", () => {
  const schema = {
    $ref: "#/$defs/node",
    $defs: {
      node: {
        type: "object",
        properties: { name: { type: "string" }, next: { $ref: "#/$defs/node" } },
        required: ["name"],
      },
    },
  };
  expect(() => JSON.stringify(instanceOf(schema, String))).not.toThrow();
});

test.each([null, 3, "x", [], { $ref: "#/nowhere" }, { $ref: "http://else.where" }, { type: "odd" }])(
  "%j does no harm",
  (schema) => {
    expect(() => instanceOf(schema, String)).not.toThrow();
  },
);
