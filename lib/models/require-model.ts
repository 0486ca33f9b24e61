import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { catalogue } from "./catalogue";
import { refusalOf, toSummary } from "./to-model";
import type { ModelSummary } from "./schema";

const refusals = {
  retired: "The provider no longer offers this model. Choose another one.",
  hidden: "An administrator has taken this model out of use. Choose another one.",
  unpriced: "This model has no price yet. An administrator can set one.",
} as const;

/**
 * A model that may be used now. No query while the catalogue's snapshot is fresh.
 * @param subType what it is needed for: chat, embedding, text-to-image, …
 * @throws AppError `not_found`; `unsupported` with reason `retired`, `hidden`, `unpriced` or `sub_type`
 */
export async function requireModel(ctx: Context, id: string, subType?: string): Promise<ModelSummary> {
  const model = (await catalogue(ctx)).get(id);
  if (!model) throw new AppError("not_found", "There is no such model.", { field: "modelId", reason: "model" });
  const reason = refusalOf(model, ctx.now);
  if (reason) throw new AppError("unsupported", refusals[reason], { field: "modelId", reason });
  if (subType && model.row.subType !== subType) {
    throw new AppError("unsupported", `This model is of another kind: ${model.row.subType}.`, {
      field: "modelId",
      reason: "sub_type",
    });
  }
  return toSummary(model, ctx);
}
