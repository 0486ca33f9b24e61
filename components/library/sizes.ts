const units = ["kB", "MB", "GB", "TB"] as const;

/** A size in few characters: 412 kB, 3.1 MB, 1.5 GB. */
export function shortSize(bytes: number, locale: string): string {
  let value = bytes / 1_000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  const digits = value < 9.95 ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value === 0 ? 0 : Math.max(0.1, value))} ${units[unit]}`;
}

/** How long a clip is: 0:05, 12:30, 1:02:03. */
export function clock(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}
