import { eachDay } from "./range";

/** What the sums below read of a usage row. */
export interface SpendingRow {
  day: string;
  modelId: string;
  calls: number;
  inputTokens: number;
  outputTokens: number;
  costNanos: string;
}

export interface Sum {
  calls: number;
  inputTokens: number;
  outputTokens: number;
  costNanos: bigint;
}

const colours = 5;

/** The sums of rows by some key, the dearest first. */
export function sumBy<Row extends SpendingRow>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): (Sum & { key: string })[] {
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    const sum = sums.get(keyOf(row)) ?? { calls: 0, inputTokens: 0, outputTokens: 0, costNanos: 0n };
    sums.set(keyOf(row), {
      calls: sum.calls + row.calls,
      inputTokens: sum.inputTokens + row.inputTokens,
      outputTokens: sum.outputTokens + row.outputTokens,
      costNanos: sum.costNanos + BigInt(row.costNanos),
    });
  }
  return [...sums]
    .map(([key, sum]) => ({ key, ...sum }))
    .sort((first, second) =>
      first.costNanos === second.costNanos ? second.calls - first.calls : first.costNanos < second.costNanos ? 1 : -1,
    );
}

/**
 * A colour, 1 to 5, for each of the dearest models; 6 is for all others. A model asks for the colour its name hashes to,
 * so that it has the same one on every page where nothing dearer took it first.
 */
export function coloursOf(modelIds: readonly string[]): Map<string, number> {
  const taken = new Set<number>();
  const found = new Map<string, number>();
  for (const id of modelIds.slice(0, colours)) {
    let colour = hash(id) % colours;
    while (taken.has(colour)) colour = (colour + 1) % colours;
    taken.add(colour);
    found.set(id, colour + 1);
  }
  return found;
}

function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (value * 31 + character.codePointAt(0)!) >>> 0;
  return value;
}

export interface Day {
  day: string;
  totalNanos: bigint;
  /** from the foot of the bar upwards: the dearest model of the period first */
  pieces: { modelId: string | null; colour: number; nanos: bigint }[];
}

/** Spending of every day of a period, also of those without any, in pieces by model; `null` gathers the small ones. */
export function spendingByDay(
  rows: readonly SpendingRow[],
  period: { from: string; to: string },
  colourOf: ReadonlyMap<string, number>,
): Day[] {
  const byDay = new Map<string, SpendingRow[]>();
  for (const row of rows) {
    const ofDay = byDay.get(row.day);
    if (ofDay) ofDay.push(row);
    else byDay.set(row.day, [row]);
  }
  return eachDay(period.from, period.to).map((day) => {
    const nanosOf = new Map<string | null, bigint>();
    for (const row of byDay.get(day) ?? []) {
      const key = colourOf.has(row.modelId) ? row.modelId : null;
      nanosOf.set(key, (nanosOf.get(key) ?? 0n) + BigInt(row.costNanos));
    }
    const pieces = [...colourOf.keys(), null].flatMap((modelId) => {
      const nanos = nanosOf.get(modelId) ?? 0n;
      return nanos > 0n ? [{ modelId, colour: (modelId && colourOf.get(modelId)) || 6, nanos }] : [];
    });
    return { day, pieces, totalNanos: pieces.reduce((sum, piece) => sum + piece.nanos, 0n) };
  });
}

/** The top of a scale that holds `largest`: 1, 2, 2.5 or 5 times a power of ten, in nanos. */
export function scaleTop(largest: bigint): bigint {
  if (largest <= 0n) return 1_000_000_000n;
  const power = 10n ** BigInt(String(largest).length - 1);
  const step = [10n, 20n, 25n, 50n, 100n].find(
    (tenths) => (power * tenths) / 10n >= largest && power * tenths >= largest * 10n,
  );
  return (power * (step ?? 100n)) / 10n;
}

/** How much of a whole a part is, from 0 to 1, without losing small parts of large sums. */
export function fractionOf(part: bigint, whole: bigint): number {
  if (whole <= 0n) return 0;
  return Number((part * 1_000_000n) / whole) / 1_000_000;
}
