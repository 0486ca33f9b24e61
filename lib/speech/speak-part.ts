import { AppError, isAppError } from "@/lib/core";
import { beginCall, CallPayload, endHeard, failCall, finishCall, hearCall, lost, returnCall } from "@/lib/creations";
import { defineJob, Postpone, type JobContext } from "@/lib/jobs";
import { isProviderError, siliconflow, type SpeechAudio } from "@/lib/siliconflow";
import { accountReasons } from "@/lib/siliconflow/schema";
import { pauseTurnsAfter } from "@/lib/turns";
import { loseVoice } from "@/lib/voices";
import { askJoin } from "./join-speech";
import { keepSound } from "./keep-sound";
import { findPartCall, type PartCall } from "./part-call";
import { Spool } from "./spool";
import { toRequest, type SpokenRequest } from "./to-request";
import { watchStop } from "./watch-stop";

const storageAwayMs = 3_000;

/**
 * Has one part spoken when it is its turn, and writes the sound down as it comes, so that it can be heard meanwhile. That
 * is paid and not idempotent, so it is asked for at most once: the call is noted as `submitting` first. A later attempt
 * keeps what an earlier one had written.
 */
export const speakPart = defineJob({
  name: "speak-part",
  payload: CallPayload,
  lane: "calls",
  handle: speak,
  giveUp: async (ctx, { callId }, error) => {
    await finishCall(ctx, callId, { error: lost() });
    await failCall(ctx, callId, error);
  },
});

async function speak(ctx: JobContext, { callId }: CallPayload): Promise<void> {
  const call = await findPartCall(ctx, callId);
  if (!call) return;
  if (call.state === "waiting") return send(ctx, call);
  if (call.state === "running") return salvage(ctx, call);
  if (call.state === "saving") return save(ctx, call);
  // Found being sent, it may have been made; over, it gives its turn back.
  await beginCall(ctx, callId);
}

async function send(ctx: JobContext, call: PartCall): Promise<void> {
  let request: SpokenRequest;
  try {
    // Before the call is begun: a process that dies over a recording has sent nothing.
    request = await toRequest(ctx, call);
  } catch (error) {
    // A store of files that is away comes back; a recording or voice that is gone does not.
    if (isAppError(error) && error.code === "unavailable") throw new Postpone(storageAwayMs);
    if (!isAppError(error) || error.code === "internal") throw error;
    return failCall(ctx, call.id, error);
  }
  const stop = await watchStop(ctx, call);
  try {
    if (await beginCall(ctx, call.id)) await ask(ctx, call, request, stop.signal);
  } finally {
    stop.end();
  }
}

async function ask(ctx: JobContext, call: PartCall, request: SpokenRequest, stopped: AbortSignal): Promise<void> {
  let answer: SpeechAudio;
  try {
    const signal = AbortSignal.any([ctx.signal, stopped]);
    answer = await siliconflow().speech.create(request.body, { signal, takesTurns: true });
  } catch (error) {
    // Another process finds it as it stands.
    if (ctx.signal.aborted) throw error;
    if (!stopped.aborted) return endSilent(ctx, call, request, error);
    await endHeard(ctx, call.id, { state: "cancelled", outcome: "stopped" });
    return askJoin(ctx, call.creationId);
  }
  await record(ctx, call, answer, stopped);
}

/** Writes what comes until it ends, in whatever way, and then says how it ended. */
async function record(ctx: JobContext, call: PartCall, answer: SpeechAudio, stopped: AbortSignal): Promise<void> {
  const { audio, traceId } = answer;
  const spool = await Spool.begin(call.id).catch((error: unknown) => {
    audio.destroy();
    throw error;
  });
  let failure: unknown;
  // The first sound does not wait for the database.
  const heard = hearCall(ctx, call.id, { traceId });
  heard.catch(() => {});
  try {
    for await (const chunk of audio) await spool.write(chunk as Buffer);
  } catch (error) {
    failure = error;
  } finally {
    audio.destroy();
    await spool.end();
  }
  await heard;
  if (ctx.signal.aborted) throw ctx.signal.reason;
  if (failure === undefined) {
    await endHeard(ctx, call.id, { state: "saving", outcome: "complete", traceId });
    return save(ctx, call);
  }
  if (stopped.aborted) return endCut(ctx, call, { state: "cancelled", outcome: "stopped", traceId });
  await endCut(ctx, call, { state: "failed", outcome: "interrupted", error: toCut(failure), traceId });
}

/** What came of a part that did not come whole is kept, marked and paid: the provider counts what it was sent. */
async function endCut(ctx: JobContext, call: PartCall, end: Parameters<typeof endHeard>[2]): Promise<void> {
  const kept = await keepSound(call, { cut: true });
  await endHeard(ctx, call.id, end, async (tx) => {
    await kept?.attach(tx);
    await askJoin(tx, call.creationId);
  });
  await kept?.release();
}

/** The process that wrote it is gone: nobody knows what the provider has made beyond that. */
async function salvage(ctx: JobContext, call: PartCall): Promise<void> {
  await endCut(ctx, call, { state: "unknown", outcome: "unknown", error: lost() });
}

/** All of it came. */
async function save(ctx: JobContext, call: PartCall): Promise<void> {
  const kept = await keepSound(call, { cut: false });
  await finishCall(ctx, call.id, {
    ...(!kept && { error: lost() }),
    within: async (tx) => {
      await kept?.attach(tx);
      await askJoin(tx, call.creationId);
    },
  });
  await kept?.release();
}

/** Limits and outages wait their turn again; the account's own state is told at once: somebody is listening. */
async function endSilent(ctx: JobContext, call: PartCall, request: SpokenRequest, error: unknown): Promise<void> {
  const isAccount = isProviderError(error) && accountReasons.has(error.reason);
  const afterMs = isAccount ? undefined : await pauseTurnsAfter(ctx, { modelId: call.body.model, error });
  if (afterMs !== undefined) return returnCall(ctx, call.id, { afterMs, error });
  await failCall(ctx, call.id, (await voiceLost(ctx, request, error)) ?? error);
  await askJoin(ctx, call.creationId);
}

/** A voice that was deleted at the provider is refused like any wrong field: its list tells. */
async function voiceLost(ctx: JobContext, { voice }: SpokenRequest, error: unknown): Promise<AppError | undefined> {
  if (!voice || !isProviderError(error) || error.outcome !== "refused" || error.status !== 400) return undefined;
  const known = await siliconflow()
    .voices.list({ signal: ctx.signal })
    .catch(() => undefined);
  if (!known || known.some(({ uri }) => uri === voice.uri)) return undefined;
  await loseVoice(ctx, voice.id, voice.uri);
  return new AppError("unsupported", "The provider no longer has this voice.", {
    field: "voice",
    reason: "voice_gone",
  });
}

/** Whatever ended it, the part is there up to that place: what is to be done is the same. */
function toCut(error: unknown): AppError {
  const traceId = isAppError(error) ? error.details.traceId : undefined;
  return new AppError("provider_unavailable", "The sound ended before it was whole.", {
    ...{ reason: "speech_cut", cause: error },
    ...(traceId !== undefined && { traceId }),
  });
}
