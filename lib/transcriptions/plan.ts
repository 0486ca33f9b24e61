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

const plain: PartLengths = { wishMs: 4 * MINUTE_MS, maxMs: 5 * MINUTE_MS };
/** As long as a line of subtitles may stay. */
const timed: PartLengths = { wishMs: 8_000, maxMs: 14_000 };
/** Pauses come early as well as late. */
const EARLY = 0.8;

export function partLengths(isTimed: boolean): PartLengths {
  return isTimed ? timed : plain;
}

/** The most calls that a recording takes, known before anyone has listened for its pauses. At least one. Pure. */
export function mostCalls(durationMs: number, isTimed: boolean): number {
  const { wishMs, maxMs } = partLengths(isTimed);
  return durationMs <= maxMs ? 1 : Math.ceil(durationMs / (wishMs * EARLY));
}

/** A stretch of the recording as it was cut. */
export interface Piece {
  fromMs: number;
  toMs: number;
  /** of plain samples */
  bytes: number;
  /** nobody says anything */
  silent: boolean;
}

/** No more pieces than calls were agreed on: the shortest neighbours become one. Pure. */
export function fitPieces(pieces: readonly Piece[], most: number): Piece[] {
  const fitted = [...pieces];
  while (fitted.length > Math.max(1, most)) {
    const lengths = fitted.slice(1).map((piece, at) => piece.toMs - fitted[at]!.fromMs);
    const at = lengths.indexOf(Math.min(...lengths));
    const [first, second] = [fitted[at]!, fitted[at + 1]!];
    fitted.splice(at, 2, {
      ...{ fromMs: first.fromMs, toMs: second.toMs, bytes: first.bytes + second.bytes },
      silent: first.silent && second.silent,
    });
  }
  return fitted;
}
