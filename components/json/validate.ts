import { Validator } from "@cfworker/json-schema";
import type { JsonObject } from "@/lib/models/schema";

export interface SchemaError {
  /** where in the value: `news[0].title`, also of a field that is missing; "" for the whole */
  path: string;
  keyword: string;
  /** the validator's own words, in English */
  text: string;
}

/** Where the fault lies is said by the error below them. */
const wrappers = new Set([
  "properties",
  "additionalProperties",
  "unevaluatedProperties",
  "items",
  "prefixItems",
  "allOf",
  "$ref",
  "additionalItems",
  "patternProperties",
]);
const mostErrors = 50;

/**
 * Everything in a value that its schema does not allow, each at its path.
 * @returns undefined where the schema itself cannot be used
 */
export function validateJson(schema: JsonObject, value: unknown): SchemaError[] | undefined {
  try {
    const { errors } = new Validator(schema, "2020-12", false).validate(value);
    return errors
      .filter(
        ({ keyword, instanceLocation }, index) => !wrappers.has(keyword) || isDeepest(errors, index, instanceLocation),
      )
      .slice(0, mostErrors)
      .map(({ keyword, instanceLocation, error }) => {
        const path = toPath(instanceLocation);
        const missing = keyword === "required" ? /property "(.*)"\.$/su.exec(error)?.[1] : undefined;
        return { path: missing === undefined ? path : stepInto(path, missing), keyword, text: error };
      });
  } catch {
    return undefined;
  }
}

/** An error of a wrapper counts where none beside it lies in it. */
function isDeepest(errors: readonly { instanceLocation: string }[], index: number, location: string): boolean {
  return !errors.some((other, at) => at !== index && other.instanceLocation.startsWith(location));
}

/** "#/news/0/title" is `news[0].title`. */
function toPath(location: string): string {
  return location
    .split("/")
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce(stepInto, "");
}

function stepInto(path: string, step: string): string {
  if (/^\d+$/.test(step)) return `${path}[${step}]`;
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(step)) return `${path}[${JSON.stringify(step)}]`;
  return path === "" ? step : `${path}.${step}`;
}
