import { database } from "./client";

/** The database's time when our monotonic clock stood at zero. Until it has been asked, our own idea of it. */
let originMs = performance.timeOrigin;
let measuredAt = 0;
/** Between the two clocks of this machine: it moves when one jumps, as after sleep or by an operator's hand. */
let gapMs = Date.now() - performance.now();

const remeasureMs = 60_000;
const jumpMs = 1_000;

/** Learns the database's time; all processes of an installation share it. */
export async function synchroniseClock(): Promise<void> {
  const before = performance.now();
  const [row] = await database().$queryRaw<[{ now: Date }]>`select clock_timestamp() as now`;
  const after = performance.now();
  originMs = row.now.getTime() - (before + after) / 2;
  measuredAt = after;
  gapMs = Date.now() - after;
}

/**
 * The present by the database's clock, counted on by a clock that nobody can set. Measured again in the background once
 * a minute, and when this machine's clocks have moved against each other.
 */
export function now(): Date {
  const present = performance.now();
  const jumped = Math.abs(Date.now() - present - gapMs) > jumpMs;
  if (measuredAt && (present - measuredAt > remeasureMs || jumped)) {
    measuredAt = present;
    gapMs = Date.now() - present;
    void synchroniseClock().catch(() => {});
  }
  return new Date(originMs + present);
}
