import { setTimeout as delay } from "node:timers/promises";

const firstWaitMs = 200;
const longestWaitMs = 2_000;
/** After so long it is not the database's absence, and the sweeps see to the rest. */
const giveUpMs = 15 * 60_000;

/**
 * Writes what must not be lost because the database is away: tries again until it is taken.
 * @param what for the operator, should it never be taken
 * @returns undefined where it was given up
 */
export async function untilWritten<Result>(what: string, write: () => Promise<Result>): Promise<Result | undefined> {
  const since = performance.now();
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      return await write();
    } catch (error) {
      if (performance.now() - since > giveUpMs) {
        console.error(`Could not write ${what}: ${error instanceof Error ? error.name : "unknown error"}`);
        return undefined;
      }
      await delay(waitMs);
    }
  }
}
