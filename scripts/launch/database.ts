import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { openEmbeddedDatabase } from "@/lib/db/embedded";
import { LaunchError, wordsOf } from "./failure";
import type { Lifetime } from "./lifetime";
import type { Settings } from "./settings";

const PATIENCE_MS = 30_000;
const RETRY_MS = 500;

/** A server that is about to come: a container beside ours, a name not yet known. */
const passing = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ECONNRESET", "57P03"]);

/**
 * Opens the embedded database, or waits for the one that DATABASE_URL names.
 * @returns its address and a word on it
 */
export async function openDatabase(settings: Settings, lifetime: Lifetime): Promise<{ url: string; words: string }> {
  if (settings.databaseFolder === undefined) {
    await waitFor(settings.environment.DATABASE_URL, lifetime.signal);
    return { url: settings.environment.DATABASE_URL, words: "connected" };
  }
  const report = (line: string) => process.stderr.write(`${line}\n`);
  const database = await openEmbeddedDatabase({ folder: settings.databaseFolder, report });
  lifetime.onEnd("the database", () => database.close());
  return { url: database.url, words: "running" };
}

async function waitFor(url: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      client.end().catch(() => {});
      if (!passing.has(codeOf(error)) || performance.now() > deadline) {
        throw new LaunchError(`The database of DATABASE_URL cannot be used: ${wordsOf(error)}`);
      }
      await pause(RETRY_MS, undefined, { signal });
    }
  }
}

/** A name with several addresses fails with one error for each. */
function codeOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error && "code" in first ? String(first.code) : "";
}
