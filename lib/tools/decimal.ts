/** An exact decimal number: `digits` / 10^`scale`. */
export interface Decimal {
  digits: bigint;
  scale: number;
}

/** Numbers longer than this are no question anybody has. */
const mostDigits = 1_000;

/**
 * Reads a plain or scientific number such as `-9.11`, `.5` or `6.02e23`.
 * @returns undefined where it is none, or too long
 */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*$/.exec(text);
  if (!match || text.length > mostDigits) return undefined;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") return undefined;
  const shift = Number(exponent);
  if (Math.abs(shift) > mostDigits) return undefined;
  const digits = BigInt(`${whole}${fraction}`) * (sign === "-" ? -1n : 1n);
  const scale = fraction.length - shift;
  return scale >= 0 ? trimmed({ digits, scale }) : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return trimmed({ digits: atScale(a, scale) + atScale(b, scale), scale });
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return trimmed({ digits: a.digits * b.digits, scale: a.scale + b.scale });
}

/** Below zero where `a` is the smaller one, above where it is the larger. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = atScale(a, scale) - atScale(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function formatDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? "-" : "";
  const all = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  return scale === 0 ? `${sign}${all}` : `${sign}${all.slice(0, -scale)}.${all.slice(-scale)}`;
}

/** A quotient: exact where it ends, else rounded to so many significant digits. */
export function divide(numerator: bigint, denominator: bigint, significant = 15): { value: Decimal; exact: boolean } {
  const sign = numerator < 0n !== denominator < 0n ? -1n : 1n;
  const above = numerator < 0n ? -numerator : numerator;
  const below = denominator < 0n ? -denominator : denominator;
  for (let scale = 0; scale <= 40; scale++) {
    const shifted = above * 10n ** BigInt(scale);
    if (shifted % below === 0n) return { value: trimmed({ digits: (sign * shifted) / below, scale }), exact: true };
  }
  const magnitude = String(above / below || 0n).length;
  const small = above < below ? String(below / above).length - 1 : -magnitude;
  const scale = Math.max(0, significant + small);
  const digits = (above * 10n ** BigInt(scale) * 2n + below) / (below * 2n);
  return { value: trimmed({ digits: sign * digits, scale }), exact: false };
}

function atScale({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}

function trimmed({ digits, scale }: Decimal): Decimal {
  let rest = digits;
  let places = scale;
  while (places > 0 && rest % 10n === 0n) {
    rest /= 10n;
    places--;
  }
  return { digits: rest, scale: places };
}
