export const ranges = ["month", "7", "30", "90"] as const;
export type Range = (typeof ranges)[number];

const dayMs = 86_400_000;

/** The period an address asks for; anything unknown is the month. */
export function parseRange(value: unknown): Range {
  return ranges.find((range) => range === value) ?? "month";
}

/** First and last day of a period that ends today, as ISO dates in UTC. */
export function daysOf(range: Range, now: Date): { from: string; to: string } {
  const to = now.toISOString().slice(0, 10);
  if (range === "month") return { from: `${to.slice(0, 7)}-01`, to };
  return { from: new Date(now.getTime() - (Number(range) - 1) * dayMs).toISOString().slice(0, 10), to };
}

/** Every day of a period, the first first. */
export function eachDay(from: string, to: string): string[] {
  const days: string[] = [];
  for (let time = Date.parse(from); time <= Date.parse(to); time += dayMs) {
    days.push(new Date(time).toISOString().slice(0, 10));
  }
  return days;
}
