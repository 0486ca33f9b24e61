import type { Readable } from "node:stream";
import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { refused } from "./failures";
import type { AudioReading } from "./reader/protocol";
import { runReader } from "./reader-process";
import type { AudioCheck, AudioFacts } from "./schema";

/** Opens a recording from its beginning. */
export type AudioSource = () => Promise<Readable>;

/**
 * Reads a recording to its end, by its content alone.
 * @returns what it is; how it sounds, where it can be decoded here; whether it ends before it says it would
 * @throws AppError with a reason of `audioFailures`
 */
export async function readAudio(ctx: Context, source: AudioSource): Promise<AudioReading> {
  const { reading } = await runReader(ctx, { lane: "read", task: { task: "read" }, open: source });
  if (!reading) throw new AppError("internal", "The reader of recordings ended without a result.");
  return reading;
}

/** What a recording is. @throws AppError as `readAudio` */
export async function inspectAudio(ctx: Context, source: AudioSource): Promise<AudioFacts> {
  return (await readAudio(ctx, source)).facts;
}

/** How a recording sounds. @throws AppError as `readAudio`; `unsupported` (`audio_codec`) where nothing here decodes it */
export async function analyseAudio(ctx: Context, source: AudioSource): Promise<AudioCheck> {
  const { check } = await readAudio(ctx, source);
  if (!check) throw refused("audio_codec");
  return check;
}
