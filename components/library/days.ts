/** The day of a moment in the reader's calendar: "2026-11-23". Many at once, so without the formatter. */
export function dayOf(moment: string): string {
  const date = new Date(moment);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

interface Words {
  today: string;
  yesterday: string;
}

/** What stands above the items of a day. @param short where there is little room */
export function dayName(day: string, now: number, locale: string, { today, yesterday }: Words, short = false): string {
  const present = new Date(now);
  if (day === dayOf(present.toISOString())) return today;
  present.setDate(present.getDate() - 1);
  if (day === dayOf(present.toISOString())) return yesterday;
  const date = new Date(`${day}T12:00:00`);
  return new Intl.DateTimeFormat(locale, {
    ...(!short && { weekday: "long" }),
    day: "numeric",
    month: short ? "short" : "long",
    ...(date.getFullYear() !== new Date(now).getFullYear() && { year: "numeric" }),
  }).format(date);
}
