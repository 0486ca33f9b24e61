import type { Context } from "@/lib/db";
import { catalogue } from "./catalogue";
import { requireModel } from "./require-model";
import { AppError } from "@/lib/core";
import { toSummary, type CatalogueModel } from "./to-model";
import type { MediaModel } from "./schema";

/** The models of these kinds that are on offer, by name, with the fields that their requests take. */
export async function listMediaModels(ctx: Context, subTypes: readonly string[]): Promise<MediaModel[]> {
  return [...(await catalogue(ctx)).values()]
    .filter(({ row }) => subTypes.includes(row.subType))
    .map((model) => toMediaModel(model, ctx))
    .filter(({ offered }) => offered)
    .sort((first, second) => first.name.localeCompare(second.name, "en") || first.id.localeCompare(second.id, "en"));
}

/**
 * One of them that may be used now.
 * @throws AppError as `requireModel`
 */
export async function requireMediaModel(ctx: Context, id: string, subTypes: readonly string[]): Promise<MediaModel> {
  const { subType } = await requireModel(ctx, id);
  if (!subTypes.includes(subType)) {
    throw new AppError("unsupported", `This model is of another kind: ${subType}.`, {
      ...{ field: "modelId", reason: "sub_type" },
    });
  }
  return toMediaModel((await catalogue(ctx)).get(id)!, ctx);
}

function toMediaModel(model: CatalogueModel, ctx: Context): MediaModel {
  const { capabilities, params } = model.row;
  return { ...toSummary(model, ctx), abilities: recordOf(capabilities), params: recordOf(params) };
}

function recordOf(value: unknown): Record<string, unknown> {
  return value && typeof value === "object" && !Array.isArray(value) ? { ...value } : {};
}
