import { readFileSync } from "node:fs";
import path from "node:path";

/** Where the browser tests find what `e2e-server.ts` has started. */
export interface E2eWorld {
  appUrl: string;
  databaseUrl: string;
  authSecret: string;
  simulator: { origin: string; apiKey: string };
  /** POST /kill (SIGKILL), /terminate (SIGTERM; answers with the exit code), /start */
  controlUrl: string;
}

export function readWorld(): E2eWorld {
  const file = path.resolve(import.meta.dirname, "../../.tmp/e2e-world.json");
  return JSON.parse(readFileSync(file, "utf8")) as E2eWorld;
}
