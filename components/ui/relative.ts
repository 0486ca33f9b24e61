const steps = [
  { unit: "second", ms: 1_000, below: 45_000 },
  { unit: "minute", ms: 60_000, below: 45 * 60_000 },
  { unit: "hour", ms: 3_600_000, below: 22 * 3_600_000 },
  { unit: "day", ms: 86_400_000, below: 26 * 86_400_000 },
  { unit: "month", ms: 30.44 * 86_400_000, below: 320 * 86_400_000 },
  { unit: "year", ms: 365.25 * 86_400_000, below: Infinity },
] as const;

/** "5 minutes ago", "in 3 days", "now": the largest unit that fits, in the locale's own words. */
export function relativeTime(time: number, now: number, locale: string): string {
  const difference = time - now;
  const step = steps.find((each) => Math.abs(difference) < each.below) ?? steps[5];
  const amount = step.unit === "second" ? 0 : Math.round(difference / step.ms);
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(amount, step.unit);
}
