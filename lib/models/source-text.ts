import type { Locale } from "@/lib/core";
import { format, messagesFor } from "@/lib/i18n";
import { CONVERTED } from "./converted-prices";

const CONVERSION = new RegExp(
  `^${CONVERTED}(?<currency>[A-Z]{3}) (?<amount>[\\d.]+)(?: for (?<per>\\d+))?(?: at (?<worth>[\\d.]+))?; (?<name>.+)$`,
  "su",
);

/**
 * Where a price is from, in a person's language: `SiliconFlow model page (CNY 4 / 1M × 0.14)`. What an administrator
 * wrote stays as it is.
 * @param source as the books keep it, in English
 */
export function sourceText(source: string, locale: Locale): string {
  const { sources, converted } = messagesFor(locale).models;
  const names = new Map(Object.entries(sources));
  const { currency, amount, per, worth, name } = CONVERSION.exec(source)?.groups ?? {};
  if (currency === undefined || amount === undefined || name === undefined) return names.get(source) ?? source;
  const count = per && new Intl.NumberFormat(locale, { notation: "compact" }).format(Number(per));
  const price = [currency, amount, ...(count ? ["/", count] : []), ...(worth ? ["×", worth] : [])].join(" ");
  return format(converted, { source: names.get(name) ?? name, price });
}
