import type { Context } from "@/lib/db";
import { listModels } from "@/lib/models";
import { toVideoModel } from "./plan-video";
import { videoKinds, type VideoModel } from "./schema";

/** The models that make clips and are on offer, those that begin with words first. */
export async function listVideoModels(ctx: Context): Promise<VideoModel[]> {
  const models = await Promise.all(videoKinds.map((subType) => listModels(ctx, { subType })));
  return models.flat().flatMap((model) => toVideoModel(model) ?? []);
}
