import { Readable } from "node:stream";
import { readAudio, type AudioSource } from "@/lib/audio";
import { streamingWavHeader, type AudioCheck } from "@/lib/audio/schema";
import type { Context } from "@/lib/db";
import { storage } from "@/lib/storage";

/** What of a recording is kept beside its bytes. */
export interface ExaminedAudio {
  mediaType: string;
  durationMs: number;
  /** none where it was not decoded */
  peaks: Uint8Array<ArrayBuffer> | null;
  /** it ends before it says it would */
  isCut: boolean;
  /** none where it was not decoded */
  check: AudioCheck | null;
}

/** A kept recording, to be read from its beginning. */
export function storedAudio(key: string): AudioSource {
  return async () => Readable.from((await storage().open(key)).stream, { objectMode: false });
}

/**
 * What a file in the storage is, by its content alone.
 * @param rate of samples that nothing stands before: mono, 16 bits
 * @throws AppError with a reason of `audioFailures`
 */
export async function examineAudio(ctx: Context, key: string, rate?: number): Promise<ExaminedAudio> {
  const stored = storedAudio(key);
  const { facts, check, cut } = await readAudio(ctx, rate === undefined ? stored : asWav(stored, rate));
  return {
    mediaType: rate === undefined ? facts.mediaType : `audio/pcm;rate=${rate}`,
    durationMs: facts.durationMs,
    peaks: check && Uint8Array.from(check.peaks),
    isCut: cut,
    check,
  };
}

function asWav(source: AudioSource, rate: number): AudioSource {
  return async () => {
    const samples = await source();
    return Readable.from(
      (async function* () {
        yield streamingWavHeader(rate);
        yield* samples as AsyncIterable<Uint8Array>;
      })(),
      { objectMode: false },
    );
  };
}
