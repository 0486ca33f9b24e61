import { watchSession } from "@/lib/auth";
import { AppError } from "@/lib/core";
import { streamingWavHeader } from "@/lib/audio/schema";
import type { Context } from "@/lib/db";
import { serveAsset } from "@/lib/media";
import { findSpeech } from "./find-speech";
import { followPart } from "./follow-part";
import { admitListener } from "./listeners";
import { noSpeech, requirePerson } from "./person";
import type { SpeechFormat } from "./model";

const mediaTypes: Record<SpeechFormat, string> = {
  mp3: "audio/mpeg",
  opus: "audio/ogg",
  wav: "audio/wav",
  pcm: "audio/wav",
};

/**
 * The sound of a speech from its beginning: while it is made, as it comes; then the file. Bare samples are wrapped as
 * WAV, of a length that nobody knows yet. A question for a part of something that grows is answered with the whole, as a
 * radio would: players then know that there is no end to look for.
 * @throws AppError `not_found` (`no_sound`: there is none, and none will come); `rate_limited` (`too_many_listeners`)
 */
export async function streamSpeech(
  ctx: Context,
  { id, headers, method }: { id: string; headers: Headers; method?: string },
): Promise<Response> {
  const speech = await findSpeech(ctx, { id });
  if (!speech.live && speech.asset && speech.format !== "pcm") {
    return serveAsset(ctx, { id: speech.asset.id, headers, ...(method !== undefined && { method }) });
  }
  const row = await ctx.db.speech.findFirst({
    where: { creationId: id, userId: requirePerson(ctx) },
    include: { parts: { orderBy: { position: "asc" }, select: { position: true } } },
  });
  if (!row) throw noSpeech();
  const format = row.partFormat as SpeechFormat;
  const assetId = speech.live ? null : (speech.asset?.id ?? null);
  const sound = soundOf(ctx, id, row.parts, { assetId, format });
  const leave = admitListener(row.userId);
  // Before anything is promised: a speech without sound is an error that a player can tell.
  const first = await sound.next().catch((error: unknown) => {
    leave();
    throw error;
  });
  if (first.done) {
    leave();
    throw noSound();
  }
  const header = format === "pcm" ? streamingWavHeader(row.partRate) : undefined;
  return new Response(bodyOf(ctx, sound, header ? [header, first.value] : [first.value], leave), {
    headers: {
      "content-type": mediaTypes[format],
      "cache-control": "private, no-store, no-transform",
      "accept-ranges": "none",
      "x-accel-buffering": "no",
    },
  });
}

/** Part after part; where everything is in a file of bare samples, that. */
async function* soundOf(
  ctx: Context,
  creationId: string,
  parts: readonly { position: number }[],
  { assetId, format }: { assetId: string | null; format: SpeechFormat },
): AsyncGenerator<Uint8Array, void> {
  if (assetId !== null) {
    const response = await serveAsset(ctx, { id: assetId, headers: new Headers() });
    yield* (response.body ?? []) as AsyncIterable<Uint8Array>;
    return;
  }
  for (const { position } of parts) {
    const part = followPart(ctx, { creationId, position });
    yield* format === "pcm" ? wholeSamples(part) : part;
  }
}

/** A part that was cut may end with half a sample, which would turn all that follows into noise. */
async function* wholeSamples(part: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  let half: Uint8Array | undefined;
  for await (const piece of part) {
    const bytes: Uint8Array = half ? Buffer.concat([half, piece]) : piece;
    const whole = bytes.byteLength - (bytes.byteLength % 2);
    half = whole < bytes.byteLength ? bytes.subarray(whole) : undefined;
    if (whole > 0) yield bytes.subarray(0, whole);
  }
}

/** Asked for piece by piece: a slow reader holds one piece, and nothing is read ahead for it. */
function bodyOf(
  { actor, signal }: Context,
  sound: AsyncGenerator<Uint8Array, void>,
  begun: Uint8Array[],
  leave: () => void,
): ReadableStream<Uint8Array> {
  let isOver = false;
  const endings = [leave];
  const end = () => {
    if (isOver) return;
    isOver = true;
    for (const ending of endings) ending();
    void sound.return().catch(() => {});
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const cut = () => {
          if (!isOver) controller.error(new AppError("unauthenticated", "Sign in to go on."));
          end();
        };
        if (actor.type === "user") endings.push(watchSession(actor.sessionId, cut));
        signal?.addEventListener("abort", end, { once: true });
        endings.push(() => signal?.removeEventListener("abort", end));
        if (signal?.aborted) end();
      },
      async pull(controller) {
        const held = begun.shift();
        if (held) return controller.enqueue(held);
        try {
          const { done, value } = await sound.next();
          if (isOver) return;
          if (!done) return controller.enqueue(value);
          end();
          controller.close();
        } catch (error) {
          end();
          controller.error(error);
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}

function noSound(): AppError {
  return new AppError("not_found", "There is no sound of this speech.", { reason: "no_sound" });
}
