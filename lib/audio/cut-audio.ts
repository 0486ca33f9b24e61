import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import type { AudioSource } from "./read-audio";
import { runReader } from "./reader-process";
import type { AudioPart } from "./schema";

/**
 * A part of a recording, at most a minute, as a WAV file: mono, 16 bits.
 * @throws AppError with a reason of `audioFailures`; `audio_empty` where it ends before `fromMs`
 */
export async function cutAudio(
  ctx: Context,
  source: AudioSource,
  part: { fromMs: number; toMs: number; sampleRate: number },
): Promise<Buffer> {
  const { wav } = await runReader(ctx, { lane: "read", task: { task: "cut", ...part }, open: source });
  if (!wav) throw new AppError("internal", "The reader of recordings ended without a result.");
  return bufferOf(wav);
}

/**
 * Divides a recording of any length at its pauses into WAV files: mono, 16 bits, one in memory at a time. Each ends in
 * the quietest place near `wishMs`, and none is longer than `maxMs`.
 * @param onPart the next part is made when it is done
 * @throws AppError with a reason of `audioFailures`, also after some parts; what `onPart` throws
 */
export async function splitAtPauses(
  ctx: Context,
  source: AudioSource,
  lengths: { maxMs: number; wishMs: number; sampleRate: number },
  onPart: (part: AudioPart) => Promise<void>,
): Promise<{ durationMs: number }> {
  const { durationMs = 0 } = await runReader(ctx, {
    lane: "split",
    task: { task: "split", ...lengths },
    open: source,
    onPart: async ({ wav, ...part }) => onPart({ ...part, wav: bufferOf(wav) }),
  });
  return { durationMs };
}

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength);
