import type { Context } from "@/lib/db";
import { catalogue } from "./catalogue";
import { costOf } from "./preferred";
import { refusalOf, toSummary } from "./to-model";
import type { ModelSummary } from "./schema";

/**
 * The offered model most like one that can no longer be used: of its kind and, as far as possible, its family, its
 * abilities and its price. Undefined where none of its kind is on offer, or the model was never known.
 */
export async function replacementFor(ctx: Context, id: string): Promise<ModelSummary | undefined> {
  const models = await catalogue(ctx);
  const lost = models.get(id);
  if (!lost) return undefined;
  const candidates = [...models.values()]
    .filter((model) => model !== lost && model.row.subType === lost.row.subType && !refusalOf(model, ctx.now))
    .map((model) => toSummary(model, ctx));
  return mostAlike(toSummary(lost, ctx), candidates);
}

/** Pure: the candidate with the smallest distance; ties go to the first by id. */
export function mostAlike(lost: ModelSummary, candidates: ModelSummary[]): ModelSummary | undefined {
  return candidates
    .map((model) => ({ model, distance: distanceBetween(lost, model) }))
    .sort((first, second) => first.distance - second.distance || (first.model.id < second.model.id ? -1 : 1))[0]?.model;
}

/** An ability that is lost weighs most, then another family, then what it costs more or less. */
function distanceBetween(lost: ModelSummary, model: ModelSummary): number {
  const abilities = ["tools", "jsonMode", "vision", "reasoning", "fim", "prefix"] as const;
  const missing = abilities.filter((name) => lost.capabilities[name] && !model.capabilities[name]).length;
  const shorter = (lost.contextLength ?? 0) > (model.contextLength ?? 0) ? 0.5 : 0;
  return missing + shorter + familyDistance(lost.id, model.id) + priceDistance(lost, model);
}

/** 0 for names alike to the version, 1.5 for another maker. `Pro/` is a service level, not a maker. */
function familyDistance(first: string, second: string): number {
  const [makerA, nameA] = familyOf(first);
  const [makerB, nameB] = familyOf(second);
  if (makerA !== makerB) return 1.5;
  return nameA === nameB ? 0 : 0.75;
}

function familyOf(id: string): [maker: string, name: string] {
  const [maker = "", name = ""] = id
    .replace(/^Pro\//, "")
    .toLowerCase()
    .split("/");
  return [maker, /^[a-z]+(?:-[a-z](?=\d|-|$))?/.exec(name)?.[0] ?? name];
}

/** Doubling or halving the price counts a quarter; unknown prices do not count. */
function priceDistance(first: ModelSummary, second: ModelSummary): number {
  const [a, b] = [Number(costOf(first)), Number(costOf(second))];
  if (!first.prices.length || !second.prices.length) return 0;
  return Math.min(2, Math.abs(Math.log2((a + 1) / (b + 1))) / 4);
}
