import { isObject } from "../fields";

/** How deep a schema that contains itself is followed. */
const MAX_DEPTH = 8;

/** Makes a value for a string that its schema says nothing exact about. */
export type Wording = (name: string) => string;

/** A value that a JSON schema accepts: every property it names, the first choice wherever there is one. */
export function instanceOf(schema: unknown, wording: Wording): unknown {
  return build(schema, { root: schema, wording }, "value", 0);
}

interface Context {
  root: unknown;
  wording: Wording;
}

function build(schema: unknown, context: Context, name: string, depth: number): unknown {
  if (!isObject(schema) || depth > MAX_DEPTH) return depth > MAX_DEPTH ? null : context.wording(name);
  if (typeof schema.$ref === "string") return build(resolve(schema.$ref, context.root), context, name, depth + 1);
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return schema.enum[0];
  if ("default" in schema) return schema.default;
  const choices = [schema.anyOf, schema.oneOf].find((list) => Array.isArray(list) && list.length > 0);
  if (choices) return build((choices as unknown[])[0], context, name, depth + 1);
  if (Array.isArray(schema.allOf)) return build(mergeAll(schema, context.root), context, name, depth + 1);
  switch (typeOf(schema)) {
    case "object":
      return buildObject(schema, context, depth);
    case "array":
      return buildArray(schema, context, name, depth);
    case "integer":
    case "number":
      return buildNumber(schema, typeOf(schema) === "integer");
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return buildString(schema, context.wording(name));
  }
}

function buildObject(schema: Record<string, unknown>, context: Context, depth: number): Record<string, unknown> {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  // A schema that contains itself ends only where optional properties are left out.
  const names = depth > 4 ? Object.keys(properties).filter((name) => required.includes(name)) : Object.keys(properties);
  const all = [...new Set([...names, ...required])];
  return Object.fromEntries(all.map((name) => [name, build(properties[name], context, name, depth + 1)]));
}

function buildArray(schema: Record<string, unknown>, context: Context, name: string, depth: number): unknown[] {
  const prefix = Array.isArray(schema.prefixItems) ? (schema.prefixItems as unknown[]) : [];
  const fewest = numeric(schema.minItems) ?? (depth > 4 ? 0 : 2);
  const count = Math.max(prefix.length, Math.min(fewest, numeric(schema.maxItems) ?? fewest));
  return Array.from({ length: count }, (_, index) => {
    const value = build(prefix[index] ?? schema.items, context, `${name} ${index + 1}`, depth + 1);
    return schema.uniqueItems === true && typeof value === "number" ? value + index : value;
  });
}

function buildNumber(schema: Record<string, unknown>, isInteger: boolean): number {
  const step = numeric(schema.multipleOf) ?? 1;
  const above = numeric(schema.exclusiveMinimum);
  const lowest = numeric(schema.minimum) ?? (above === undefined ? undefined : above + (isInteger ? 1 : step / 2));
  const below = numeric(schema.exclusiveMaximum);
  const highest = numeric(schema.maximum) ?? (below === undefined ? undefined : below - (isInteger ? 1 : step / 2));
  const wanted = lowest ?? (highest === undefined ? 42 : Math.min(42, highest));
  if (schema.multipleOf === undefined) return isInteger ? Math.ceil(wanted) : wanted;
  return Math.ceil(wanted / step) * step;
}

const formats: Record<string, string> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T12:00:00Z",
  time: "12:00:00Z",
  duration: "PT1H",
  email: "ada@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/",
  url: "https://example.com/",
  uuid: "123e4567-e89b-42d3-a456-426614174000",
};

function buildString(schema: Record<string, unknown>, words: string): string {
  const known = typeof schema.format === "string" ? formats[schema.format] : undefined;
  if (known !== undefined) return known;
  const shortest = numeric(schema.minLength) ?? 0;
  const longest = numeric(schema.maxLength) ?? Infinity;
  return words.padEnd(shortest, ".").slice(0, longest);
}

function typeOf(schema: Record<string, unknown>): unknown {
  if (Array.isArray(schema.type)) return (schema.type as unknown[]).find((type) => type !== "null") ?? "null";
  if (schema.type !== undefined) return schema.type;
  if (schema.properties !== undefined || schema.required !== undefined) return "object";
  return schema.items === undefined ? "string" : "array";
}

function mergeAll(schema: Record<string, unknown>, root: unknown): Record<string, unknown> {
  const { allOf, ...own } = schema;
  const parts = [own, ...(allOf as unknown[])].filter(isObject);
  const merged: Record<string, unknown> = {};
  for (const part of parts) {
    const resolved = typeof part.$ref === "string" ? resolve(part.$ref, root) : part;
    if (!isObject(resolved)) continue;
    for (const [key, value] of Object.entries(resolved)) {
      const before = merged[key];
      if (isObject(before) && isObject(value)) merged[key] = { ...before, ...value };
      else if (Array.isArray(before) && Array.isArray(value))
        merged[key] = [...(before as unknown[]), ...(value as unknown[])];
      else merged[key] = value;
    }
  }
  return merged;
}

/** Follows a pointer inside the schema, `#/$defs/item`. */
function resolve(reference: string, root: unknown): unknown {
  if (!reference.startsWith("#")) return {};
  const steps = reference.slice(1).split("/").filter(Boolean);
  return steps.reduce<unknown>((value, step) => {
    const name = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    if (Array.isArray(value)) return (value as unknown[])[Number(name)];
    return isObject(value) && Object.hasOwn(value, name) ? value[name] : {};
  }, root);
}

function numeric(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
