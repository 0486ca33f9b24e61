import { Validator, type Schema } from "@cfworker/json-schema";
import { AppError } from "@/lib/core";

/** Arguments longer than this are no call anybody meant. */
const mostChars = 65_536;
const mostDepth = 32;
/** How often a schema that contains itself is unfolded, and how large one may become. */
const mostUnfoldings = 4;
const mostNodes = 5_000;
const mostSchemaChars = 32_768;

/**
 * What a model wrote, as a value. Numbers stay exact where `exactNumbers` says so: they become texts.
 * @throws AppError `invalid_input`, in words for the model
 */
export function parseArguments(text: string, { exactNumbers = false } = {}): Record<string, unknown> {
  if (text.length > mostChars) throw new AppError("invalid_input", "The arguments are too long.");
  let value: unknown;
  try {
    const source = text.trim() === "" ? "{}" : text;
    value = JSON.parse(exactNumbers ? quoteNumbers(source) : source);
  } catch {
    throw new AppError("invalid_input", "The arguments are not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AppError("invalid_input", "The arguments must be one JSON object.");
  }
  return value as Record<string, unknown>;
}

/** Numbers of a JSON text as strings, since reading them as numbers would round them. */
function quoteNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : `"${token}"`,
  );
}

/** @throws AppError `invalid_input` naming what does not fit, in words for the model */
export function checkArguments(schema: Record<string, unknown>, value: unknown): void {
  if (depthOf(value) > mostDepth) throw new AppError("invalid_input", "The arguments are nested too deeply.");
  const { valid, errors } = validate(schema, value);
  if (valid) return;
  // The first errors say only that a part is wrong; the ones with the longest path say which.
  const told = errors
    .filter(({ keyword }) => !["properties", "items", "prefixItems", "allOf", "additionalProperties"].includes(keyword))
    .slice(0, 5);
  const lines = (told.length > 0 ? told : errors.slice(0, 5)).map(
    ({ instanceLocation, error }) => `${instanceLocation.replace(/^#/, "") || "/"}: ${error}`,
  );
  throw new AppError("invalid_input", `The arguments do not fit the tool's schema. ${lines.join(" ").slice(0, 600)}`);
}

function validate(schema: Record<string, unknown>, value: unknown) {
  const checkable = toCheckable(schema) as Schema;
  try {
    return new Validator(checkable, "2020-12", false).validate(value);
  } catch (cause) {
    throw new AppError("invalid_input", "The tool's schema is no JSON Schema.", { cause });
  }
}

/**
 * A person's or a server's schema as one that is checked in bounded time: references within it are unfolded a few
 * times, and what could take long (patterns, formats, unequal items) is left to the tool itself.
 * @throws AppError `invalid_input` where it is none, or too large
 */
export function toCheckable(schema: Record<string, unknown>): Record<string, unknown> {
  if (JSON.stringify(schema).length > mostSchemaChars) throw tooLarge();
  let nodes = 0;
  const visit = (node: unknown, unfolded: ReadonlyMap<string, number>, depth: number): unknown => {
    if (++nodes > mostNodes || depth > 64) throw tooLarge();
    if (typeof node !== "object" || node === null) return node;
    if (Array.isArray(node)) return node.map((item) => visit(item, unfolded, depth + 1));
    const { $ref: reference, ...rest } = node as Record<string, unknown>;
    const copy: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(rest)) {
      if (left.has(key)) continue;
      if (verbatim.has(key)) copy[key] = value;
      else if (named.has(key) && typeof value === "object" && value !== null && !Array.isArray(value)) {
        // Names of properties are nobody's keywords.
        const entries = Object.entries(value).map(([name, inner]) => [name, visit(inner, unfolded, depth + 1)]);
        copy[key] = Object.fromEntries(entries);
      } else copy[key] = visit(value, unfolded, depth + 1);
    }
    if (typeof reference !== "string") return copy;
    const times = unfolded.get(reference) ?? 0;
    const target = times < mostUnfoldings ? resolve(schema, reference) : true;
    const inlined = visit(target, new Map(unfolded).set(reference, times + 1), depth + 1);
    return Object.keys(copy).length === 0 ? inlined : { allOf: [inlined, copy] };
  };
  return visit(schema, new Map(), 0) as Record<string, unknown>;
}

const left = new Set([
  ...["$schema", "$id", "$anchor", "$defs", "definitions", "$dynamicRef", "$dynamicAnchor", "$recursiveRef"],
  ...["$recursiveAnchor", "$vocabulary", "id", "pattern", "patternProperties", "format", "uniqueItems"],
  ...["title", "description", "examples", "default", "$comment", "unevaluatedProperties", "unevaluatedItems"],
]);
const verbatim = new Set(["const", "enum", "required", "type"]);
const named = new Set(["properties", "dependentSchemas"]);

function resolve(root: unknown, reference: string): unknown {
  if (!reference.startsWith("#")) throw badSchema("The schema refers to something outside itself.");
  let value = root;
  for (const step of reference.slice(1).split("/").filter(Boolean)) {
    const name = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    const known = typeof value === "object" && value !== null && Object.hasOwn(value, name);
    if (!known) throw badSchema("The schema refers to something it does not hold.");
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

const tooLarge = () => badSchema("The schema is too large to be checked.");

function badSchema(message: string): AppError {
  return new AppError("invalid_input", message, { field: "parameters", reason: "schema" });
}
