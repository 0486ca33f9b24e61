import "server-only";
import { readEnvironment } from "./read";
import type { Environment } from "./schema";

export { readEnvironment, EnvironmentError } from "./read";
export type { Environment } from "./schema";

let current: Environment | undefined;

/**
 * The installation's configuration, read from the environment once and checked.
 * @throws EnvironmentError naming every wrong variable
 */
export function env(): Environment {
  return (current ??= readEnvironment(process.env));
}
