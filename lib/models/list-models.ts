import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { catalogue } from "./catalogue";
import { toSummary } from "./to-model";
import type { ListModelsInput, ModelSummary } from "./schema";

/**
 * The models on offer, by name; with `all`, for administrators, those that are not offered too.
 * @throws AppError `forbidden` for `all` from anyone else
 */
export async function listModels(ctx: Context, input: ListModelsInput = {}): Promise<ModelSummary[]> {
  if (input.all) requireAdministrator(ctx);
  const models = [...(await catalogue(ctx)).values()]
    .filter(({ row }) => !input.subType || row.subType === input.subType)
    .map((model) => toSummary(model, ctx));
  return models
    .filter((model) => input.all || model.offered)
    .sort((first, second) => first.name.localeCompare(second.name, "en") || first.id.localeCompare(second.id, "en"));
}

/** @throws AppError `forbidden` */
export function requireAdministrator(ctx: Context): void {
  const { actor } = ctx;
  if (actor.type === "system" || ("role" in actor && actor.role === "admin")) return;
  throw new AppError("forbidden", "Only an administrator may do this.");
}
