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
  return (current ??= announced(readEnvironment(process.env)));
}

/** next-auth learns the address of its routes from the environment alone; it must be the one that links are built from. */
function announced(environment: Environment): Environment {
  process.env.NEXTAUTH_URL = `${new URL(environment.APP_URL).origin}/api/auth`;
  return environment;
}
