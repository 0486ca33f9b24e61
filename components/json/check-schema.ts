import type { JsonObject } from "@/lib/models/schema";

export type SchemaProblem =
  | { kind: "syntax" | "not_object" | "too_long" | "too_deep" }
  /** a keyword does not hold what it must: the path of the place, e.g. `properties.age.type` */
  | { kind: "type" | "keyword"; path: string; value: string };

export type CheckedSchema =
  { schema: JsonObject; problem?: undefined } | { schema?: undefined; problem: SchemaProblem };

const longest = 20_000;
const deepest = 40;
const types = new Set(["object", "array", "string", "number", "integer", "boolean", "null"]);
const schemasByName = ["properties", "$defs", "definitions", "patternProperties", "dependentSchemas"];
const lists = ["anyOf", "oneOf", "allOf", "prefixItems"];
const single = ["items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"];

/** Whether a text is a JSON Schema that can be sent. Names of types from other languages, such as `int`, are the usual mistake. */
export function checkSchema(text: string): CheckedSchema {
  if (text.length > longest) return { problem: { kind: "too_long" } };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: { kind: "syntax" } };
  }
  if (!isObject(value)) return { problem: { kind: "not_object" } };
  const problem = findProblem(value, [], 0);
  return problem ? { problem } : { schema: value };
}

function findProblem(schema: unknown, path: readonly string[], depth: number): SchemaProblem | undefined {
  if (typeof schema === "boolean") return undefined;
  if (depth > deepest) return { kind: "too_deep" };
  if (!isObject(schema)) return wrong(path, schema);
  const ownTypes = schema.type === undefined ? [] : Array.isArray(schema.type) ? schema.type : [schema.type];
  for (const type of ownTypes) {
    if (typeof type !== "string" || !types.has(type)) {
      return { kind: "type", path: [...path, "type"].join("."), value: JSON.stringify(type) };
    }
  }
  if (schema.required !== undefined && !isTexts(schema.required)) return wrong([...path, "required"], schema.required);
  if (schema.enum !== undefined && !Array.isArray(schema.enum)) return wrong([...path, "enum"], schema.enum);
  for (const key of schemasByName) {
    const named = schema[key];
    if (named === undefined) continue;
    if (!isObject(named)) return wrong([...path, key], named);
    for (const [name, each] of Object.entries(named)) {
      const problem = findProblem(each, [...path, key, name], depth + 1);
      if (problem) return problem;
    }
  }
  for (const key of lists) {
    const list = schema[key];
    if (list === undefined) continue;
    if (!Array.isArray(list)) return wrong([...path, key], list);
    for (const [index, each] of list.entries()) {
      const problem = findProblem(each, [...path, key, String(index)], depth + 1);
      if (problem) return problem;
    }
  }
  for (const key of single) {
    if (schema[key] === undefined) continue;
    const problem = findProblem(schema[key], [...path, key], depth + 1);
    if (problem) return problem;
  }
  return undefined;
}

function wrong(path: readonly string[], value: unknown): SchemaProblem {
  return { kind: "keyword", path: path.join("."), value: JSON.stringify(value).slice(0, 60) };
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
