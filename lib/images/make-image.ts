import { isAppError } from "@/lib/core";
import { beginCall, CallPayload, failCall, keepOutputs, returnCall } from "@/lib/creations";
import { now } from "@/lib/db";
import { defineJob, Postpone, type JobContext } from "@/lib/jobs";
import { readPictureForModel } from "@/lib/media";
import { siliconflow, type GeneratedImages, type ImageRequest } from "@/lib/siliconflow";
import { pauseAfter, pauseTurns } from "@/lib/turns";
import { findImageCall } from "./image-call";
import { withPictures } from "./with-pictures";

/** The provider forgets a picture after an hour; counted from before it was asked for, so that we are never late. */
const lifetimeMs = 3_600_000;
/** What a picture may take; the slowest models need one or two minutes. */
const timeoutMs = 300_000;
const storageAwayMs = 3_000;
/** No model sees more of a picture than this. */
const maxPixels = 2048 * 2048;

/**
 * Makes one call's pictures when it is its turn. That is paid and not idempotent, so it is done at most once: the call
 * is noted as `submitting` first, and found so by a later attempt it ends as unknown.
 */
export const makeImage = defineJob({
  name: "make-image",
  payload: CallPayload,
  lane: "calls",
  handle: make,
  giveUp: (ctx, { callId }, error) => failCall(ctx, callId, error),
});

async function make(ctx: JobContext, { callId }: CallPayload): Promise<void> {
  const waiting = await findImageCall(ctx, callId);
  if (!waiting) return;
  if (waiting.state !== "waiting") {
    // An earlier attempt got further: what is to become of it is decided there, whatever its pictures are by now.
    await beginCall(ctx, callId);
    return;
  }
  let body: ImageRequest;
  try {
    // Before the call is begun: a process that dies over a picture has sent nothing.
    body = (await withPictures(waiting.body, async (assetId) => {
      const { dataUri } = await readPictureForModel(ctx, assetId, { maxPixels });
      return dataUri;
    })) as ImageRequest;
  } catch (error) {
    // A store of files that is away comes back; a picture that is gone does not.
    if (isAppError(error) && error.code === "unavailable") throw new Postpone(storageAwayMs);
    if (!isAppError(error) || error.code === "internal") throw error;
    return failCall(ctx, callId, error);
  }
  if (!(await beginCall(ctx, callId))) return;
  const askedAt = now();
  let made: GeneratedImages;
  try {
    // Not tied to `ctx.signal`: a process that stops must not leave a paid call in doubt.
    made = await siliconflow().images.generate(body, { totalTimeoutMs: timeoutMs, takesTurns: true });
  } catch (error) {
    // An answer of 200 without pictures comes here too, as `malformed`. Work was done and the provider may bill it, so
    // by the rule for all doubts it is unknown and settled at the estimate; it counts as no success.
    return endWithout(ctx, { callId, modelId: body.model, error });
  }
  // More than was asked for was not ordered; fewer are paid as few.
  const urls = made.urls.slice(0, waiting.images);
  await keepOutputs(ctx, callId, {
    urls,
    deadline: new Date(askedAt.getTime() + lifetimeMs),
    usage: { images: urls.length },
    seed: made.seed,
    traceId: made.traceId,
    inferenceMs: made.inferenceSeconds === undefined ? undefined : Math.round(made.inferenceSeconds * 1000),
  });
}

interface Failed {
  callId: string;
  modelId: string;
  error: unknown;
}

/** What a limit, an outage or the account's state has refused waits again; everything else ends. */
async function endWithout(ctx: JobContext, { callId, modelId, error }: Failed): Promise<void> {
  const pause = pauseAfter(error);
  if (!pause) return failCall(ctx, callId, error);
  await returnCall(ctx, callId, { afterMs: pause.pauseMs, error });
  await pauseTurns(ctx, { modelId: pause.scope === "all" ? null : modelId, pauseMs: pause.pauseMs });
}
