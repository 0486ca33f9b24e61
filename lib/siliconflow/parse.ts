import type { z } from "zod";
import { AppError } from "@/lib/core";

/**
 * A request that goes to the provider, checked.
 * @throws AppError `invalid_input` naming the fields, never their values
 */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const names = issue.code === "unrecognized_keys" ? issue.keys : [""];
    for (const name of names) fields[[...issue.path, name].filter((part) => part !== "").join(".")] ??= issue.message;
  }
  const field = Object.keys(fields)[0];
  throw new AppError("invalid_input", "The request to the provider has a wrong field.", {
    fields,
    ...(field !== undefined && { field }),
  });
}
