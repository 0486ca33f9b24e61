import { formatMoney, type Locale } from "@/lib/core";
import type { Messages } from "@/lib/i18n/schema";
import { format } from "@/lib/i18n/schema";
import type { ModelPrice, ModelSummary } from "@/lib/models/schema";

/** The abilities people choose a model by, in the order they are shown. */
export const capabilityNames = ["reasoning", "vision", "tools", "jsonMode", "prefix", "fim"] as const;
export type CapabilityName = (typeof capabilityNames)[number];

export function capabilitiesOf(model: ModelSummary): CapabilityName[] {
  return capabilityNames.filter((name) => model.capabilities[name]);
}

export function kindName(subType: string, models: Messages["models"]): string {
  const kinds: Readonly<Record<string, string>> = models.kinds;
  return kinds[subType] ?? models.kinds.unknown;
}

/** A rate as people compare it: per million where single units cost next to nothing. */
export function priceText(price: ModelPrice, models: Messages["models"], locale: Locale): string {
  const rate = BigInt(price.rateNanos);
  if (rate === 0n) return models.free;
  const perMillion = /tokens|bytes/.test(price.unit);
  const amount = formatMoney(perMillion ? rate * 1_000_000n : rate, price.currency, locale);
  const words: Readonly<Record<string, string>> = models.per;
  return format(words[price.unit] ?? "{amount}", { amount });
}

export function unitName(unit: string, models: Messages["models"]): string {
  const names: Readonly<Record<string, string>> = models.units;
  return names[unit] ?? unit;
}
