import type { Context } from "@/lib/db";
import { catalogue } from "./catalogue";
import { ratesAt } from "./to-model";
import type { Rates } from "./units";

/** What a model's units cost now in the installation's currency; `{}` for an unknown or unpriced one. */
export async function ratesOf(ctx: Context, modelId: string): Promise<Rates> {
  const model = (await catalogue(ctx)).get(modelId);
  return model ? ratesAt(model, ctx.now) : {};
}
