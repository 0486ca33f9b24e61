/** As many bars as there is room for: each the loudest of its share of the peaks. */
export function toBars(peaks: readonly number[], count: number): number[] {
  const bars = Math.max(1, Math.min(count, peaks.length));
  return Array.from({ length: peaks.length && bars }, (_, index) => {
    const from = Math.floor((index * peaks.length) / bars);
    const until = Math.max(from + 1, Math.floor(((index + 1) * peaks.length) / bars));
    return Math.max(...peaks.slice(from, until));
  });
}

/** Upright strokes in a field of 1000 by 100, none so small that it cannot be seen. */
export function barPath(bars: readonly number[]): string {
  return bars
    .map((loudness, index) => {
      const x = Math.round(((index + 0.5) * 10_000) / bars.length) / 10;
      const half = Math.round(Math.max(2, (Math.min(255, Math.max(0, loudness)) / 255) * 46));
      return `M${x} ${50 - half}V${50 + half}`;
    })
    .join("");
}

export interface Selection {
  fromMs: number;
  toMs: number;
}

export interface SelectionLimits {
  durationMs: number;
  minimumMs: number;
  maximumMs: number;
}

/** The selection with one end moved: never beyond the sound, the other end, or what it may be long. */
export function moveEnd(
  { fromMs, toMs }: Selection,
  end: "from" | "to",
  ms: number,
  { durationMs, minimumMs, maximumMs }: SelectionLimits,
): Selection {
  const shortest = Math.min(minimumMs, durationMs);
  if (end === "from") {
    const moved = clamp(Math.round(ms), 0, Math.max(0, durationMs - shortest));
    return { fromMs: moved, toMs: clamp(toMs, moved + shortest, Math.min(durationMs, moved + maximumMs)) };
  }
  const moved = clamp(Math.round(ms), shortest, durationMs);
  return { fromMs: clamp(fromMs, Math.max(0, moved - maximumMs), moved - shortest), toMs: moved };
}

export function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(highest, Math.max(lowest, value));
}
