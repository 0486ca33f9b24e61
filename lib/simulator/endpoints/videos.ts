import type { Call } from "../call";
import { requireFunds } from "../chat/deliver";
import { describeImage } from "../chat/vision";
import { Fields } from "../fields";
import { addressOf } from "../media/address";
import type { ClipSize } from "../media/clip";
import { badParameter } from "../refusal";
import type { World } from "../world";

const sizes = ["1280x720", "720x1280", "960x960"] as const;
const CONTENT_TYPE = "video/mp4";
/** The share of a job's time that it waits for its turn. */
const QUEUE_SHARE = 0.2;

/** POST /video/submit */
export async function submitVideo(call: Call): Promise<void> {
  const { world } = call;
  const fields = new Fields(call.json());
  const model = world.requireModel(fields.requiredString("model"), "text-to-video", "image-to-video");
  const prompt = fields.requiredString("prompt");
  const asked = fields.choice("image_size", sizes);
  if (asked === undefined) throw badParameter("image_size is required.");
  fields.string("negative_prompt");
  const seed = fields.number("seed", { integer: true }) ?? Number.parseInt(world.newToken(4), 16);
  const image = fields.string("image");
  if (model.subType === "image-to-video" && !image) throw badParameter("image is required.");
  const size = model.subType === "image-to-video" ? sizeByRatio(image!) : asked;
  call.record.unknownFields = fields.unknown();
  requireFunds(call, model);
  world.limits.admit(model.id);
  const requestId = world.newToken(12);
  const submittedAt = world.now();
  world.videos.set(requestId, {
    traceId: call.traceId,
    model,
    prompt,
    size,
    seed,
    submittedAt,
    readyAt: submittedAt + world.settings.videoMs,
    failure:
      call.hasFault("video-failed") || prompt.includes("[[fail]]") ? "The video could not be generated." : undefined,
    token: undefined,
    isBilled: false,
  });
  await call.sendJson({ requestId });
}

/** POST /video/status */
export async function videoStatus(call: Call): Promise<void> {
  const { world } = call;
  const requestId = new Fields(call.json()).requiredString("requestId");
  const job = world.videos.get(requestId);
  const nowMs = world.now();
  if (!job || nowMs > job.readyAt + world.settings.videoLifetimeMs) {
    throw badParameter("requestId does not exist or its result is no longer kept.");
  }
  settleVideos(world);
  if (nowMs < job.readyAt) {
    const waitsUntil = job.submittedAt + (job.readyAt - job.submittedAt) * QUEUE_SHARE;
    await call.sendJson({ status: nowMs < waitsUntil ? "InQueue" : "InProgress", reason: "", results: null });
    return;
  }
  if (job.failure !== undefined) {
    await call.sendJson({ status: "Failed", reason: job.failure, results: null });
    return;
  }
  await call.sendJson({
    status: "Succeed",
    reason: "",
    results: {
      videos: [{ url: addressOf(world, publishOnce(world, requestId), CONTENT_TYPE) }],
      timings: { inference: (job.readyAt - job.submittedAt) / 1000 },
      seed: job.seed,
    },
  });
}

/** Bills every job that has come to a good end by now, asked about or not. */
export function settleVideos(world: World): void {
  for (const [requestId, job] of world.videos) {
    if (job.isBilled || job.failure !== undefined || world.now() < job.readyAt) continue;
    world.ledger.record({ traceId: job.traceId, path: "/v1/video/submit" }, job.model, { videos: 1 });
    world.videos.set(requestId, { ...job, isBilled: true });
  }
}

function publishOnce(world: World, requestId: string): string {
  const job = world.videos.get(requestId)!;
  if (job.token !== undefined) return job.token;
  const token = world.newToken(20);
  const { videoBytes, videoLifetimeMs, mediaLifetimeMs } = world.settings;
  world.media.put(token, {
    recipe: { contentType: CONTENT_TYPE, size: job.size, sizeBytes: videoBytes },
    expiresAt: job.readyAt + Math.min(videoLifetimeMs, mediaLifetimeMs),
  });
  world.videos.set(requestId, { ...job, token });
  return token;
}

/** The shape of the clip follows the picture, whatever size was asked for. */
function sizeByRatio(image: string): ClipSize {
  const { width, height } = describeImage(image, "image");
  const ratio = Math.log(width / height);
  const distance = (size: ClipSize) => {
    const [w, h] = size.split("x").map(Number);
    return Math.abs(ratio - Math.log(w! / h!));
  };
  return sizes.reduce((best, size) => (distance(size) < distance(best) ? size : best));
}
