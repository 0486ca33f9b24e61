import { exactAmount, parseAmount } from "@/lib/core";
import type { CatalogueModel, Quantities, Unit } from "./catalogue";
import type { Journal } from "./journal";

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
  /** by a number that grows */
  private readonly list: Map<string, LedgerEntry>;
  private readonly balances: Map<string, string>;

  constructor(
    journal: Journal,
    readonly currency: string,
    private readonly clock: () => number,
    /** what one unit of other currencies is worth in this one, as decimals */
    private readonly worths: Readonly<Record<string, string>> = {},
  ) {
    this.list = journal.table("ledger");
    this.balances = journal.table("balance");
  }

  entries(model?: string): LedgerEntry[] {
    return [...this.list.values()].filter((entry) => model === undefined || entry.model === model);
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
    this.list.set(String(this.list.size + 1), entry);
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
    this.list.clear();
  }

  balance(): { gifted: string; charged: string; total: string; isEmpty: boolean } {
    const { gifted, charged } = this;
    const total = gifted + charged;
    return {
      gifted: exactAmount(gifted),
      charged: exactAmount(charged),
      total: exactAmount(total),
      isEmpty: total <= 0n,
    };
  }

  setBalance(gifted: string, charged: string): void {
    this.balances.set("gifted", gifted);
    this.balances.set("charged", charged);
  }

  /** Gifts are spent first; what is owed beyond everything stands in the charged part, below zero. */
  private debit(cost: bigint): void {
    const { gifted, charged } = this;
    const fromGift = gifted > 0n ? (cost < gifted ? cost : gifted) : 0n;
    this.setBalance(exactAmount(gifted - fromGift), exactAmount(charged - (cost - fromGift)));
  }

  private get gifted(): bigint {
    return signedAmount(this.balances.get("gifted") ?? "0.88");
  }

  private get charged(): bigint {
    return signedAmount(this.balances.get("charged") ?? "1000");
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
