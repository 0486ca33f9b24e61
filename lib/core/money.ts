/** An amount of money in nano-units (1e-9) of the installation's currency. On the wire it is a decimal string of nanos. */
export type Nanos = bigint;

const NANOS = 1_000_000_000n;

/**
 * Nano-units of a decimal amount such as "0.0021".
 * @throws RangeError for anything but a plain non-negative decimal of at most nine places
 */
export function parseAmount(text: string): Nanos {
  const match = /^(\d{1,12})(?:\.(\d{1,9}))?$/.exec(text.trim());
  if (!match) throw new RangeError(`Not an amount: ${text}`);
  return BigInt(match[1]!) * NANOS + BigInt((match[2] ?? "").padEnd(9, "0"));
}

/** The exact decimal of an amount, without trailing zeros: 2_100_000n is "0.0021". */
export function exactAmount(nanos: Nanos): string {
  const sign = nanos < 0n ? "-" : "";
  const absolute = nanos < 0n ? -nanos : nanos;
  const fraction = String(absolute % NANOS)
    .padStart(9, "0")
    .replace(/0+$/, "");
  return `${sign}${absolute / NANOS}${fraction ? `.${fraction}` : ""}`;
}

/**
 * An amount for people: the currency's sign and enough places that at least two significant digits show.
 * @param nanos a bigint, or its decimal string as DTOs carry it
 */
export function formatMoney(nanos: Nanos | string, currency: string, locale: string): string {
  const amount = Number(exactAmount(BigInt(nanos)));
  const absolute = Math.abs(amount);
  const places = absolute === 0 || absolute >= 0.1 ? 2 : Math.min(9, 1 - Math.floor(Math.log10(absolute)));
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.max(2, places),
  }).format(amount);
}
