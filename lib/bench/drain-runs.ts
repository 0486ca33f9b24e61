import { setTimeout as delay } from "node:timers/promises";
import { holding } from "./holding";

/** Of the time for shutting down, so much is kept for writing the ends. */
const reserveMs = 3_000;

/**
 * Shuts the bench down: no new runs, those under way may finish for a while, then they are interrupted as they are, paid
 * for and saved.
 */
export async function drainRuns(graceMs: number): Promise<void> {
  const mine = holding();
  mine.draining = true;
  await settled(mine.background, Math.max(0, graceMs - reserveMs));
  for (const live of mine.live.values()) live.stop("shutdown");
  await settled(mine.background, reserveMs);
}

/** Waits until nothing is left of a set of work, but not longer than allowed. */
async function settled(work: ReadonlySet<Promise<unknown>>, longestMs: number): Promise<void> {
  const enough = new AbortController();
  const all = async () => {
    while (work.size > 0) await Promise.allSettled(work);
  };
  await Promise.race([all(), delay(longestMs, undefined, { signal: enough.signal, ref: false })]).catch(
    () => undefined,
  );
  enough.abort();
}
