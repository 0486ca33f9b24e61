import type { Locale } from "./actor";

const units = ["B", "kB", "MB", "GB", "TB", "PB"];

/** A number of bytes for people, in decimal units: "1.2 GB". The same in the server and in every browser. */
export function formatSize(bytes: number, locale: Locale): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const amount = bytes / 1000 ** power;
  const maximumFractionDigits = power > 1 && amount < 100 ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits }).format(amount)} ${units[power]}`;
}
