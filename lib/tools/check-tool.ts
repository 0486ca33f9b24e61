import { AppError } from "@/lib/core";
import { addressProblem, placesOf } from "./address";
import { toCheckable } from "./arguments";
import { isBuiltinName } from "./builtin";
import type { ToolMethod } from "./schema";

interface Checked {
  name: string;
  parameters: Record<string, unknown>;
  method: ToolMethod;
  url: string;
}

/**
 * What makes a tool usable, beyond the shape of its fields.
 * @throws AppError `invalid_input` naming the field, with a reason that has words for people
 */
export function checkTool({ name, parameters, method, url }: Checked): void {
  if (isBuiltinName(name)) throw wrong("name", "taken", "A built-in tool has this name.");
  checkAddress(url);
  if (parameters.type !== "object") throw wrong("parameters", "schema", "The schema must be of type object.");
  toCheckable(parameters);
  const properties = propertiesOf(parameters);
  const places = placesOf(url);
  const unknown = places.find((place) => !properties.includes(place));
  if (unknown !== undefined) {
    throw wrong("url", "place_unknown", `The address has a place for ${unknown}, which the schema does not know.`);
  }
  const homeless = properties.find((property) => !places.includes(property));
  if ((method === "GET" || method === "DELETE") && homeless !== undefined) {
    throw wrong("url", "place_missing", `${homeless} has no place in the address, and ${method} sends no body.`);
  }
}

/** @throws AppError `invalid_input` */
export function checkAddress(url: string): void {
  const problem = addressProblem(url);
  if (problem)
    throw wrong(
      "url",
      problem,
      "The address must begin with http:// or https://, with places only in its path and the values of its query.",
    );
}

function propertiesOf({ properties }: Record<string, unknown>): string[] {
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
}

function wrong(field: string, reason: string, message: string): AppError {
  return new AppError("invalid_input", message, { field, reason });
}
