import { exactAmount, parseAmount } from "@/lib/core";
import type { CatalogueModel, Quantities, Unit } from "./catalogue";

export interface LedgerEntry {
  /** milliseconds since 1970 */
  at: number;
  traceId: string;
  path: string;
  model: string;
  quantities: Quantities;
  currency: string;
  /** decimal string of nano-units */
  costNanos: string;
  /** `aborted` by the client, `cut` by a fault; both are billed for what had been sent */
  outcome: "complete" | "aborted" | "cut";
  /** false where the catalogue has no price, which is then counted as nothing */
  priced: boolean;
}

export interface LedgerTotals {
  calls: number;
  quantities: Quantities;
  /** decimal strings of nano-units, by currency */
  costNanos: Record<string, string>;
}

/** What the account owes, call by call, and the balance that is left. */
export class Ledger {
  private readonly list: LedgerEntry[] = [];
  private gifted = parseAmount("0.88");
  private charged = parseAmount("1000");

  constructor(
    readonly currency: string,
    private readonly clock: () => number,
    /** what one unit of other currencies is worth in this one, as decimals */
    private readonly worths: Readonly<Record<string, string>> = {},
  ) {}

  entries(model?: string): LedgerEntry[] {
    return this.list.filter((entry) => model === undefined || entry.model === model);
  }

  record(
    call: { traceId: string; path: string },
    model: CatalogueModel,
    quantities: Quantities,
    outcome: LedgerEntry["outcome"] = "complete",
  ): LedgerEntry {
    const { currency, rates } = this.ratesOf(model);
    const cost = costOf(quantities, rates ?? {});
    const entry: LedgerEntry = {
      at: this.clock(),
      traceId: call.traceId,
      path: call.path,
      model: model.id,
      quantities: Object.fromEntries(Object.entries(quantities).filter(([, quantity]) => quantity > 0)),
      currency,
      costNanos: String(cost),
      outcome,
      priced: rates !== undefined,
    };
    this.list.push(entry);
    this.debit(cost);
    return entry;
  }

  /** In the ledger's currency: as listed, else converted. Else in the currency that the catalogue has. */
  private ratesOf({ rates }: CatalogueModel): { currency: string; rates: Quantities | undefined } {
    if (!rates || rates[this.currency]) return { currency: this.currency, rates: rates?.[this.currency] };
    const other = Object.keys(this.worths).find((currency) => rates[currency]);
    if (!other) return { currency: Object.keys(rates)[0]!, rates: Object.values(rates)[0] };
    const worth = parseAmount(this.worths[other]!);
    const converted = Object.entries(rates[other]!).map(([unit, rate]) => [unit, roundedUp(BigInt(rate) * worth)]);
    return { currency: this.currency, rates: Object.fromEntries(converted) as Quantities };
  }

  totals(entries: readonly LedgerEntry[]): LedgerTotals {
    const quantities: Quantities = {};
    const cost: Record<string, bigint> = {};
    for (const entry of entries) {
      for (const [unit, quantity] of Object.entries(entry.quantities) as [Unit, number][]) {
        quantities[unit] = (quantities[unit] ?? 0) + quantity;
      }
      cost[entry.currency] = (cost[entry.currency] ?? 0n) + BigInt(entry.costNanos);
    }
    const costNanos = Object.fromEntries(Object.entries(cost).map(([currency, nanos]) => [currency, String(nanos)]));
    return { calls: entries.length, quantities, costNanos };
  }

  clear(): void {
    this.list.length = 0;
  }

  balance(): { gifted: string; charged: string; total: string; isEmpty: boolean } {
    const total = this.gifted + this.charged;
    return {
      gifted: exactAmount(this.gifted),
      charged: exactAmount(this.charged),
      total: exactAmount(total),
      isEmpty: total <= 0n,
    };
  }

  setBalance(gifted: string, charged: string): void {
    this.gifted = signedAmount(gifted);
    this.charged = signedAmount(charged);
  }

  /** Gifts are spent first; what is owed beyond everything stands in the charged part, below zero. */
  private debit(cost: bigint): void {
    const fromGift = this.gifted > 0n ? (cost < this.gifted ? cost : this.gifted) : 0n;
    this.gifted -= fromGift;
    this.charged -= cost - fromGift;
  }
}

/** Cached tokens without a rate of their own cost what others cost. */
export function costOf(quantities: Quantities, rates: Quantities): bigint {
  const entries = Object.entries(quantities) as [Unit, number][];
  return entries.reduce((total, [unit, quantity]) => {
    const rate = rates[unit] ?? (unit === "cached_input_tokens" ? rates.input_tokens : undefined) ?? 0;
    return total + BigInt(quantity) * BigInt(rate);
  }, 0n);
}

/** Billionths, as a whole number. */
function roundedUp(product: bigint): number {
  const one = 1_000_000_000n;
  return Number((product + one - 1n) / one);
}

function signedAmount(text: string): bigint {
  return text.startsWith("-") ? -parseAmount(text.slice(1)) : parseAmount(text);
}
