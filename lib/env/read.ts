import type { z } from "zod";
import { Environment } from "./schema";

/** The environment does not describe a runnable installation. The message has a line for each wrong variable. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/**
 * Checks a set of variables. An empty value counts as unset.
 * @throws EnvironmentError naming every wrong variable, never its value: it may be a secret
 */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return given[name] === undefined ? `${name} is not set` : `${name}: ${wordsOf(issue)}`;
    });
    throw new EnvironmentError(lines.join("\n"));
  }
  const pairs = [
    ["GITHUB_ID", "GITHUB_SECRET"],
    ["GOOGLE_ID", "GOOGLE_SECRET"],
    ["OIDC_ISSUER", "OIDC_ID"],
    ["OIDC_ID", "OIDC_SECRET"],
    ["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
  ] as const;
  for (const [first, second] of pairs) {
    if (Boolean(parsed.data[first]) !== Boolean(parsed.data[second])) {
      throw new EnvironmentError(`${first} and ${second} belong together: set both or neither`);
    }
  }
  return parsed.data;
}

/** What a value must be, for whoever wrote it into a file. The schema's own words count where it has any. */
function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "int" ? "must be a whole number" : "must be a number";
    case "too_small":
      return issue.origin === "string" ? issue.message : `must be at least ${issue.minimum}`;
    case "too_big":
      return `must be at most ${issue.maximum}`;
    case "invalid_value":
      return `must be one of ${issue.values.join(", ")}`;
    case "invalid_format":
      return issue.format === "url" ? "must be an address that begins with http:// or https://" : issue.message;
    default:
      return issue.message;
  }
}
