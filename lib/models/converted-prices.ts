import { parseAmount } from "@/lib/core";
import type { Unit } from "./units";

interface PublishedPrice {
  unit: Unit;
  currency: string;
  amount: string;
  amountPer: number;
  /** nano-units of the currency for a single unit */
  rate: bigint;
  source: string;
  sourcedOn: string;
}

/** How the source of every converted price begins, and of no other. */
export const CONVERTED = "converted from ";

const ONE = 1_000_000_000n;

/**
 * What a model costs in the installation's currency where its price is published in another one only. Never a mix: a
 * model with any price in the currency is left as it is. Rounded up to the next nano, so that nothing costs too little.
 * What is free everywhere else is free here too, whatever other money is worth.
 * @param worths what one unit of other currencies is worth, the preferred one first
 */
export function convertedPrices(
  prices: readonly PublishedPrice[],
  { currency, worths }: { currency: string; worths: readonly { currency: string; worth: string }[] },
): PublishedPrice[] {
  if (prices.some((price) => price.currency === currency)) return [];
  const from = worths.find((other) => prices.some((price) => price.currency === other.currency));
  if (!from) return freePrices(prices, currency);
  const factor = parseAmount(from.worth);
  return prices
    .filter((price) => price.currency === from.currency)
    .map((price) => ({
      ...price,
      currency,
      rate: (price.rate * factor + ONE - 1n) / ONE,
      source: `${CONVERTED}${from.currency} ${price.amount}${per(price)} at ${from.worth}; ${price.source}`,
    }));
}

/** Nothing is nothing in every currency. A model of which anything costs something has a price that nobody knows here. */
function freePrices(prices: readonly PublishedPrice[], currency: string): PublishedPrice[] {
  if (prices.some(({ rate }) => rate !== 0n)) return [];
  const [first] = prices;
  return prices
    .filter((price) => price.currency === first?.currency)
    .map((price) => ({
      ...price,
      currency,
      source: `${CONVERTED}${price.currency} ${price.amount}${per(price)}; ${price.source}`,
    }));
}

function per({ amountPer }: PublishedPrice): string {
  return amountPer === 1 ? "" : ` for ${amountPer}`;
}
