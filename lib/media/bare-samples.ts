import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { streamingWavHeader, wavHeader, type AudioCheck } from "@/lib/audio/schema";
import { AppError } from "@/lib/core";
import { requireDigest } from "./digest";
import type { BareSamples } from "./schema";

const sampleBytes = 2;

/** The longest way from zero that a recording lies to one side of it: text as samples lies far to one. */
const mostOffset = 0.2;
/** Packed and other data is as rough as noise, and as loud: each byte is as likely as any other. */
const noise = { roughness: 0.5, loudnessDb: -15 } as const;

/** Whether what was read as bare samples is something else, or has another form. Pure. */
export function isNoSound({ offset, roughness, loudnessDb }: AudioCheck): boolean {
  return offset > mostOffset || (roughness > noise.roughness && loudnessDb > noise.loudnessDb);
}

/**
 * A WAV file of bare samples, as they arrive.
 * @param sha256 what the sender says the samples' digest is
 * Reading fails with AppError `invalid_input` (`samples_odd`, `checksum`) at its end
 */
export function asWavBody(
  body: ReadableStream<Uint8Array>,
  { bare, sizeBytes, sha256 }: { bare: BareSamples; sizeBytes: number | undefined; sha256: string | undefined },
): { body: ReadableStream<Uint8Array>; sizeBytes: number | undefined } {
  const { rate, channels } = bare;
  if (sizeBytes !== undefined) requireFrames(sizeBytes, bare);
  const header = sizeBytes === undefined ? streamingWavHeader(rate, channels) : wavHeader(sizeBytes, rate, channels);
  const file = Readable.from(
    (async function* () {
      yield header;
      const digest = createHash("sha256");
      let bytes = 0;
      for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
        digest.update(piece);
        bytes += piece.byteLength;
        yield piece;
      }
      requireDigest(digest.digest("hex"), sha256);
      requireFrames(bytes, bare);
    })(),
    { objectMode: false },
  );
  return {
    body: Readable.toWeb(file) as ReadableStream<Uint8Array>,
    sizeBytes: sizeBytes === undefined ? undefined : sizeBytes + header.byteLength,
  };
}

function requireFrames(bytes: number, { channels }: BareSamples): void {
  if (bytes === 0) throw new AppError("invalid_input", "This file is empty.", { reason: "empty_file" });
  if (bytes % (sampleBytes * channels) === 0) return;
  throw new AppError("invalid_input", "The length of this file does not fit samples of 16 bits.", {
    reason: "samples_odd",
  });
}

export function noSound(): AppError {
  return new AppError("unsupported", "These are no samples of 16 bits.", { reason: "samples_noise" });
}
