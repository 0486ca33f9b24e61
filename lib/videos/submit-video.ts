import { isAppError } from "@/lib/core";
import { beginCall, CallPayload, failCall, returnCall, submitCall } from "@/lib/creations";
import { env } from "@/lib/env";
import { defineJob, type JobContext } from "@/lib/jobs";
import { readPicturePart } from "@/lib/media";
import { siliconflow, type VideoRequest } from "@/lib/siliconflow";
import { pauseTurnsAfter } from "@/lib/turns";
import { frames } from "./frames";
import type { VideoBody } from "./plan-video";
import { pollVideo } from "./poll-video";
import { findVideoCall } from "./video-call";

/** Taking a clip in is quick, making it is not. */
const timeoutMs = 120_000;

/**
 * Sends one clip to the provider when it is its turn. That is paid and not idempotent, so it is done at most once: the
 * call is noted as `submitting` first, and found so by a later attempt it ends as unknown.
 */
export const submitVideo = defineJob({
  name: "submit-video",
  payload: CallPayload,
  lane: "calls",
  handle: submit,
  giveUp: (ctx, { callId }, error) => failCall(ctx, callId, error),
});

async function submit(ctx: JobContext, { callId }: CallPayload): Promise<void> {
  const waiting = await findVideoCall(ctx, callId);
  if (!waiting) return;
  let body: VideoRequest;
  try {
    // Before the call is begun: a process that dies over a picture has sent nothing.
    body = await toRequest(ctx, waiting.body);
  } catch (error) {
    // A store of files that is away comes back; a picture that is gone does not.
    if (!isAppError(error) || error.code === "unavailable" || error.code === "internal") throw error;
    return failCall(ctx, callId, error);
  }
  if (!(await beginCall(ctx, callId))) return;
  let taken: { requestId: string; traceId: string | undefined };
  try {
    // Not tied to `ctx.signal`: a process that stops must not leave a paid call in doubt.
    taken = await siliconflow().videos.submit(body, { totalTimeoutMs: timeoutMs });
  } catch (error) {
    const afterMs = await pauseTurnsAfter(ctx, { modelId: body.model, error });
    if (afterMs === undefined) return failCall(ctx, callId, error);
    return returnCall(ctx, callId, { afterMs, error });
  }
  const { requestId, traceId } = taken;
  const next = { job: pollVideo, delayMs: env().VIDEO_POLL_MS };
  await submitCall(ctx, callId, { providerId: requestId, traceId, next });
}

/** The picture is cut and drawn at exactly the clip's size now, when it is needed. */
async function toRequest(ctx: JobContext, { image, ...body }: VideoBody): Promise<VideoRequest> {
  if (!image) return body;
  const { width, height } = frames[body.image_size];
  const { dataUri } = await readPicturePart(ctx, image.assetId, image.crop, { width, height });
  return { ...body, image: dataUri };
}
