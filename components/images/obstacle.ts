import { remainingOf } from "@/components/chat/estimate";
import {
  imageProblems,
  priceOfImages,
  type ImageModel,
  type ImageProblem,
  type ImageSettings,
} from "@/lib/images/schema";
import type { Quota } from "@/lib/metering/schema";

/** What keeps the form from being sent, the first thing first. */
export type Obstacle =
  | { reason: "prompt" | "uploading" }
  | { reason: "over"; costNanos: bigint; restNanos: bigint }
  | ({ reason: "problem" } & { problem: ImageProblem });

export function findObstacle(
  model: ImageModel,
  settings: ImageSettings,
  { uploading, quota }: { uploading: boolean; quota: Quota | undefined },
): Obstacle | undefined {
  if (uploading) return { reason: "uploading" };
  const problem = imageProblems(model, settings)[0];
  if (problem) return { reason: "problem", problem };
  if (!/\S/.test(settings.prompt)) return { reason: "prompt" };
  const restNanos = quota ? remainingOf(quota) : null;
  const costNanos = BigInt(priceOfImages(model, settings.count));
  return restNanos !== null && costNanos > restNanos ? { reason: "over", costNanos, restNanos } : undefined;
}
