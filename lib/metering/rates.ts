import type { Prisma } from "@/lib/db";
import { units, type Rates, type Usage } from "./schema";

/** Rates as a charge or a ledger entry stores them: `{ unit: "nanos" }`. */
export function toStoredRates(rates: Rates): Record<string, string> {
  return Object.fromEntries(units.flatMap((unit) => (rates[unit] === undefined ? [] : [[unit, String(rates[unit])]])));
}

export function fromStoredRates(stored: Prisma.JsonValue): Rates {
  const rates: Rates = {};
  for (const [unit, value] of entriesOf(stored)) if (typeof value === "string") rates[unit] = BigInt(value);
  return rates;
}

/** Only units that were used. */
export function toStoredUsage(usage: Usage): Record<string, number> {
  return Object.fromEntries(units.flatMap((unit) => (usage[unit] ? [[unit, usage[unit]]] : [])));
}

export function fromStoredUsage(stored: Prisma.JsonValue): Usage {
  const usage: Usage = {};
  for (const [unit, value] of entriesOf(stored)) if (typeof value === "number") usage[unit] = value;
  return usage;
}

function entriesOf(stored: Prisma.JsonValue) {
  const record = stored && typeof stored === "object" && !Array.isArray(stored) ? stored : {};
  return units.map((unit) => [unit, record[unit]] as const);
}
