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
      const name = issue.path.map(String).join(".");
      return given[name] === undefined ? `${name} is not set` : `${name}: ${issue.message}`;
    });
    throw new EnvironmentError(lines.join("\n"));
  }
  const pairs = [
    ["GITHUB_ID", "GITHUB_SECRET"],
    ["GOOGLE_ID", "GOOGLE_SECRET"],
    ["OIDC_ISSUER", "OIDC_ID"],
    ["OIDC_ID", "OIDC_SECRET"],
  ] as const;
  for (const [first, second] of pairs) {
    if (Boolean(parsed.data[first]) !== Boolean(parsed.data[second])) {
      throw new EnvironmentError(`${first} and ${second} belong together: set both or neither`);
    }
  }
  return parsed.data;
}
