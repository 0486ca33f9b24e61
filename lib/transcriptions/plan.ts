const MINUTE_MS = 60_000;

/** The longest recording that is written down: in its own time, and cut into phrases. Each phrase is a call. */
export const longestMs = { plain: 240 * MINUTE_MS, timed: 60 * MINUTE_MS } as const;

/** What is said into the composer at once. */
export const DICTATION_MS = MINUTE_MS;

/** How long parts are cut, at the quietest place near the wished length. Within an hour and 50 MB of the provider's by far. */
export interface PartLengths {
  wishMs: number;
  maxMs: number;
}

const plain: PartLengths = { wishMs: 8 * MINUTE_MS, maxMs: 10 * MINUTE_MS };
/** As long as a line of subtitles may stay. */
const timed: PartLengths = { wishMs: 6_000, maxMs: 12_000 };

export function partLengths(isTimed: boolean): PartLengths {
  return isTimed ? timed : plain;
}

/** How many calls a recording will take, before anyone has listened for its pauses. At least one. Pure. */
export function estimateCalls(durationMs: number, isTimed: boolean): number {
  const { wishMs, maxMs } = partLengths(isTimed);
  return durationMs <= maxMs ? 1 : Math.ceil(durationMs / wishMs);
}
