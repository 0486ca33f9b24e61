import type { Context } from "@/lib/db";
import { catalogue } from "./catalogue";
import { requireAdministrator } from "./list-models";
import { readCatalogueFile } from "./seed-catalogue";
import { ratesAt, toSummary } from "./to-model";
import { rateOf, requiredUnits, type AdminModel, type PriceHint } from "./schema";

/**
 * Every model with what an administrator needs to decide about it: what keeps it from being offered, and figures to
 * look at when setting a price.
 * @throws AppError `forbidden`
 */
export async function listAdminModels(ctx: Context): Promise<AdminModel[]> {
  requireAdministrator(ctx);
  const hints = new Map((await readCatalogueFile()).models.map((model) => [model.id, model.hints.flatMap(toHint)]));
  return [...(await catalogue(ctx)).values()].map((model) => {
    const { row } = model;
    const rates = ratesAt(model, ctx.now);
    return {
      ...toSummary(model, ctx),
      hidden: row.hidden,
      firstSeenAt: row.firstSeenAt.toISOString(),
      lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
      retiredAt: row.retiredAt?.toISOString() ?? null,
      missingUnits: (requiredUnits(row.subType) ?? []).filter((unit) => rates[unit] === undefined),
      hints: hints.get(row.id) ?? [],
    };
  });
}

function toHint(hint: {
  unit: string;
  currency: string;
  amount: string;
  amountPer: number;
  kind: PriceHint["kind"];
}): PriceHint[] {
  const rate = rateOf(hint.amount, hint.amountPer);
  return rate === undefined
    ? []
    : [{ unit: hint.unit, currency: hint.currency, rateNanos: String(rate), kind: hint.kind }];
}
