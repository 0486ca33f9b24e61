import { database } from "./client";

let offsetMs = 0;
let measuredAt = 0;

/** Milliseconds the database's clock is ahead of ours; all processes of an installation share the database's. */
export async function synchroniseClock(): Promise<void> {
  const before = performance.now();
  const [row] = await database().$queryRaw<[{ now: Date }]>`select clock_timestamp() as now`;
  const travelMs = (performance.now() - before) / 2;
  offsetMs = row.now.getTime() + travelMs - Date.now();
  measuredAt = performance.now();
}

/** The present by the database's clock. Measured again in the background once a minute. */
export function now(): Date {
  if (measuredAt && performance.now() - measuredAt > 60_000) {
    measuredAt = performance.now();
    void synchroniseClock().catch(() => {});
  }
  return new Date(Date.now() + offsetMs);
}
