import type { Locale } from "@/lib/core";
import type { Context, Prisma } from "@/lib/db";
import { sourceText } from "./source-text";
import { isPriced, units, type Rates, type Unit } from "./units";
import type { ModelCapabilities, ModelPrice, ModelSummary } from "./schema";

type ModelRow = Prisma.ModelGetPayload<{ include: { prices: true } }>;

/** A row as the snapshot keeps it: `prices` of the installation's currency, newest first. */
export interface CatalogueModel {
  row: Omit<ModelRow, "prices">;
  prices: ModelRow["prices"];
  capabilities: ModelCapabilities;
}

const DAY_MS = 86_400_000;
const NEW_FOR_MS = 30 * DAY_MS;

export function toModel({ prices, ...row }: ModelRow): CatalogueModel {
  return { row, prices, capabilities: capabilitiesOf(row.capabilities) };
}

/** The rates in force at a moment: of each unit the newest price that has come into effect. */
export function ratesAt(model: CatalogueModel, at: Date): Rates {
  const rates: Rates = {};
  for (const price of effectivePrices(model, at)) rates[price.unit as Unit] = price.rateNanos;
  return rates;
}

/** Why a model cannot be used, or undefined where it can. */
export function refusalOf(model: CatalogueModel, at: Date): "retired" | "hidden" | "unpriced" | undefined {
  if (model.row.state === "retired") return "retired";
  if (model.row.hidden) return "hidden";
  return isPriced(model.row.subType, ratesAt(model, at)) ? undefined : "unpriced";
}

export function toSummary(model: CatalogueModel, { now: at, locale }: Pick<Context, "now" | "locale">): ModelSummary {
  const { row, capabilities } = model;
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    subType: row.subType,
    state: row.state,
    isNew: isNew(row, at),
    offered: refusalOf(model, at) === undefined,
    contextLength: row.contextLength,
    maxOutput: row.maxOutput,
    maxThinking: row.maxThinking,
    capabilities,
    prices: effectivePrices(model, at).map((price) => toPrice(price, locale)),
    defaults: defaultsOf(row.subType, capabilities),
  };
}

function effectivePrices(model: CatalogueModel, at: Date): CatalogueModel["prices"] {
  return units.flatMap((unit) => model.prices.find((price) => price.unit === unit && price.effectiveFrom <= at) ?? []);
}

function toPrice(price: CatalogueModel["prices"][number], locale: Locale): ModelPrice {
  return {
    unit: price.unit,
    rateNanos: String(price.rateNanos),
    currency: price.currency,
    source: sourceText(price.source, locale),
    sourcedOn: price.sourcedOn.toISOString().slice(0, 10),
  };
}

/** A release date tells best; a model that only the provider's list told us about is new since it was found there. */
function isNew(row: CatalogueModel["row"], at: Date): boolean {
  const since = row.releasedAt ?? (row.state === "discovered" ? row.firstSeenAt : undefined);
  return since !== undefined && row.state !== "retired" && at.getTime() - since.getTime() < NEW_FOR_MS;
}

/**
 * The guide's advice: cooler and wider for models that always reason, as DeepSeek-R1 does; the usual fields for the
 * rest, without which some answers come out garbled.
 */
function defaultsOf(subType: string, { reasoning, thinkingSwitch }: ModelCapabilities): ModelSummary["defaults"] {
  if (subType !== "chat") return {};
  return reasoning && !thinkingSwitch ? { temperature: 0.6, topP: 0.95 } : { temperature: 0.7, topP: 0.7, topK: 50 };
}

/** Unknown counts as not able: what is not sent cannot be refused. */
function capabilitiesOf(stored: Prisma.JsonValue): ModelCapabilities {
  const known = stored && typeof stored === "object" && !Array.isArray(stored) ? stored : {};
  const can = (name: string) => known[name] === true;
  const effort = known["reasoningEffort"];
  return {
    tools: can("tools"),
    ...(can("thoughtsInToolLoop") && { thoughtsInToolLoop: true }),
    jsonMode: can("jsonMode"),
    jsonSchema: can("jsonMode") && can("jsonSchema"),
    prefix: can("prefix"),
    fim: can("fim"),
    vision: can("vision"),
    reasoning: can("reasoning"),
    thinkingSwitch: can("thinkingSwitch"),
    thinkingBudget: can("thinkingBudget"),
    toolsUnthinking: can("toolsUnthinking"),
    minP: can("minP"),
    reasoningEffort: Array.isArray(effort) ? effort.filter((level) => typeof level === "string") : null,
  };
}
