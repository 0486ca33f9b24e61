import { CallPayload, failCall, keepOutputs, loseCall, runCall } from "@/lib/creations";
import { AppError } from "@/lib/core";
import { now } from "@/lib/db";
import { env } from "@/lib/env";
import { defineJob, Postpone, type JobContext } from "@/lib/jobs";
import { ProviderError, siliconflow, type VideoStatus } from "@/lib/siliconflow";
import { judgeTrouble, pollDelayMs } from "./poll-schedule";
import { findVideoCall } from "./video-call";

/** How long a clip can be fetched: the shorter of two figures. @see SiliconFlow API reference, 9.2 (2026-11) */
const resultLifetimeMs = 600_000;
/** A question that hangs keeps its place from other jobs, and is soon asked again. */
const answerMs = 20_000;

/**
 * Asks how a clip stands until it is made: once for an interval, whoever watches, since there is one such job for a
 * clip and nothing else asks.
 */
export const pollVideo = defineJob({
  name: "poll-video",
  payload: CallPayload,
  handle: poll,
  giveUp: (ctx, { callId }, error) => failCall(ctx, callId, error),
});

async function poll(ctx: JobContext, { callId }: CallPayload): Promise<void> {
  const call = await findVideoCall(ctx, callId);
  if (!call?.providerId || !call.submittedAt) return;
  if (call.state !== "submitted" && call.state !== "running") return;
  const { VIDEO_POLL_MS, VIDEO_LIMIT_MS } = env();
  const sinceMs = now().getTime() - call.submittedAt.getTime();
  const intervalMs = pollDelayMs(sinceMs, VIDEO_POLL_MS);
  const status = await ask(ctx, call.providerId, intervalMs);
  if (status.state === "succeeded") {
    const { urls, seed, inferenceSeconds } = status;
    const deadline = new Date(now().getTime() + resultLifetimeMs);
    const inferenceMs = inferenceSeconds === undefined ? undefined : Math.round(inferenceSeconds * 1000);
    return keepOutputs(ctx, callId, { urls, deadline, usage: { videos: 1 }, seed, inferenceMs });
  }
  if (status.state === "failed") return failCall(ctx, callId, videoFailed());
  if (status.state === "forgotten") return loseCall(ctx, callId);
  if (status.state === "running") await runCall(ctx, callId);
  // Asked once more after the limit, for clips that were made while no process asked.
  if (sinceMs > VIDEO_LIMIT_MS) return failCall(ctx, callId, tookTooLong());
  throw new Postpone(status.state === "unheard" ? status.afterMs : intervalMs);
}

function videoFailed(): AppError {
  return new AppError("provider_rejected", "The provider could not make this clip.", { reason: "video_failed" });
}

/** Made or not, and perhaps billed: nobody can say any more. */
function tookTooLong(): ProviderError {
  return new ProviderError({ reason: "timeout_total", status: 0, retryable: false, outcome: "unknown" });
}

type Heard = VideoStatus | { state: "forgotten" } | { state: "unheard"; afterMs: number };

async function ask(ctx: JobContext, requestId: string, intervalMs: number): Promise<Heard> {
  try {
    return await siliconflow().videos.status(requestId, { signal: ctx.signal, totalTimeoutMs: answerMs });
  } catch (error) {
    const trouble = judgeTrouble(error, intervalMs);
    if (!trouble) throw error;
    return "forgotten" in trouble ? { state: "forgotten" } : { state: "unheard", afterMs: trouble.afterMs };
  }
}
