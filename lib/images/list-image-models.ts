import type { Context } from "@/lib/db";
import { listMediaModels, requireMediaModel } from "@/lib/models";
import type { ImageModel } from "./model";
import { imageSubTypes, toImageModel } from "./to-image-model";

/** The models on offer that make pictures, by name, each with its own fields. */
export async function listImageModels(ctx: Context): Promise<ImageModel[]> {
  return (await listMediaModels(ctx, imageSubTypes)).map(toImageModel);
}

/** @throws AppError `not_found`; `unsupported` with reason `retired`, `hidden`, `unpriced` or `sub_type` */
export async function requireImageModel(ctx: Context, id: string): Promise<ImageModel> {
  return toImageModel(await requireMediaModel(ctx, id, imageSubTypes));
}
