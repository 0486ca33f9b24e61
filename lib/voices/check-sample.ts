import { Readable } from "node:stream";
import { analyseAudio, cutAudio, inspectAudio, type AudioSource } from "@/lib/audio";
import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { openAsset, requireAssets } from "@/lib/media";
import type { Asset } from "@/lib/media/schema";
import { judgeSample, lengthProblem, type SampleProblem } from "./sample-problems";
import { SAMPLE_RATE, type CheckedSample, type CheckSampleInput } from "./schema";

export interface CutSample extends CheckedSample {
  recording: Asset;
  /** one channel of 16 bits at SAMPLE_RATE */
  wav: Buffer;
  peaks: number[];
}

/** Says how a part of a recording would do as a sample. @throws AppError as `cutSample` */
export async function checkSample(ctx: Context, input: CheckSampleInput): Promise<CheckedSample> {
  const { check, problem, advice } = await cutSample(ctx, input);
  return { check, problem, advice };
}

/**
 * Cuts a part out of a recording of the acting person and listens to it. What it is, its content says, not its name.
 * @throws AppError `not_found`; `unsupported` (`voice_not_audio`, `audio_format`, `audio_codec`); `invalid_input`
 *   (`voice_too_long`, `audio_damaged`, `audio_empty`)
 */
export async function cutSample(ctx: Context, { assetId, fromMs, toMs }: CheckSampleInput): Promise<CutSample> {
  const [recording] = await requireAssets(ctx, [assetId]);
  if (recording?.kind !== "audio") {
    throw new AppError("unsupported", "This file is no recording.", { field: "assetId", reason: "voice_not_audio" });
  }
  if (lengthProblem(toMs - fromMs) === "voice_too_long") throw unfit("voice_too_long");
  const source: AudioSource = async () => Readable.fromWeb((await openAsset(ctx, assetId)).stream as never);
  const { channels } = await inspectAudio(ctx, source);
  const wav = await cutAudio(ctx, source, { fromMs, toMs, sampleRate: SAMPLE_RATE });
  const { peaks, ...check } = await analyseAudio(ctx, async () => Readable.from([wav]));
  return { recording, wav, peaks, check, ...judgeSample(check, channels) };
}

const sentences: Record<SampleProblem, string> = {
  voice_too_short: "This sample is too short for a voice.",
  voice_too_long: "A sample has to be shorter than 30 seconds.",
  voice_silent: "Nothing is heard in this sample.",
};

export function unfit(reason: SampleProblem): AppError {
  return new AppError("invalid_input", sentences[reason], { field: "toMs", reason });
}
