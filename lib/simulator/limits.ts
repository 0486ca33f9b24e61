import type { Limits } from "./options";
import { rateLimited, type LimitKind } from "./refusal";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const kinds: readonly LimitKind[] = ["RPM", "RPD", "TPM", "TPD", "IPM", "IPD"];

interface Window {
  startedAt: number;
  used: number;
}

export interface Demand {
  tokens?: number;
  images?: number;
}

/** Counts requests, tokens and images per model in fixed windows, as the provider does per account. */
export class RateLimits {
  private readonly windows = new Map<string, Window>();
  private readonly ofModel = new Map<string, Limits>();

  constructor(
    private general: Limits,
    private readonly clock: () => number,
  ) {}

  /** @param model without one, the limits of every model that has none of its own */
  set(limits: Limits, model?: string): void {
    if (model === undefined) this.general = limits;
    else this.ofModel.set(model, limits);
    this.windows.clear();
  }

  reset(general: Limits): void {
    this.ofModel.clear();
    this.set(general);
  }

  list(): { general: Limits; models: Record<string, Limits> } {
    return { general: this.general, models: Object.fromEntries(this.ofModel) };
  }

  /**
   * Lets a request in and counts it, or counts nothing.
   * @throws Refusal 429 naming the first limit that is full
   */
  admit(model: string, demand: Demand = {}): void {
    const limits = this.ofModel.get(model) ?? this.general;
    const amounts = amountsOf(demand);
    for (const kind of kinds) {
      const limit = limits[kind];
      if (limit === undefined || amounts[kind] === 0) continue;
      if (this.window(model, kind).used + amounts[kind] > limit) throw rateLimited(kind);
    }
    this.count(model, amounts);
  }

  /** Tokens made after the request was let in: they count, though they refuse only the next one. */
  addTokens(model: string, tokens: number): void {
    this.window(model, "TPM").used += tokens;
    this.window(model, "TPD").used += tokens;
  }

  private count(model: string, amounts: Record<LimitKind, number>): void {
    for (const kind of kinds) if (amounts[kind] > 0) this.window(model, kind).used += amounts[kind];
  }

  private window(model: string, kind: LimitKind): Window {
    const key = `${kind} ${model}`;
    const nowMs = this.clock();
    const found = this.windows.get(key);
    if (found && nowMs - found.startedAt < (kind.endsWith("D") ? DAY_MS : MINUTE_MS)) return found;
    const fresh = { startedAt: nowMs, used: 0 };
    this.windows.set(key, fresh);
    return fresh;
  }
}

function amountsOf({ tokens = 0, images = 0 }: Demand): Record<LimitKind, number> {
  return { RPM: 1, RPD: 1, TPM: tokens, TPD: tokens, IPM: images, IPD: images };
}
