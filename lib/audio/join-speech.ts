import { PassThrough, Readable } from "node:stream";
import type { Context } from "@/lib/db";
import type { AudioSource } from "./read-audio";
import { runReader } from "./reader-process";
import { wavHeader, type JoinedFormat } from "./schema";

interface Joining {
  format: JoinedFormat;
  /** samples a second, of the parts and of what is made of them */
  rate: number;
}

/**
 * One file of parts that follow each other without a gap: mono, 16 bits each. Every part is opened when it is its turn,
 * twice where the file begins with its length; what is made is waited for, so that any length takes the same memory.
 * @returns the bytes; it fails as the parts do, and with AppError `unavailable` where ctx.signal stops it
 */
export function joinSpeech(ctx: Context, parts: readonly AudioSource[], { format, rate }: Joining): Readable {
  if (format === "pcm") return Readable.from(samplesOf(parts), { objectMode: false });
  if (format === "wav") return Readable.from(wavOf(parts, rate), { objectMode: false });
  return encoded(ctx, parts, { format, rate });
}

async function* wavOf(parts: readonly AudioSource[], rate: number): AsyncGenerator<Uint8Array> {
  yield wavHeader(await countBytes(parts), rate);
  yield* samplesOf(parts);
}

/** Whole samples: a part that broke off in the middle of one goes without it. */
async function* samplesOf(parts: readonly AudioSource[]): AsyncGenerator<Uint8Array> {
  for (const open of parts) {
    let half: Uint8Array | undefined;
    for await (const piece of (await open()) as AsyncIterable<Uint8Array>) {
      const bytes: Uint8Array = half ? Buffer.concat([half, piece]) : piece;
      const whole = bytes.length - (bytes.length % 2);
      half = whole < bytes.length ? bytes.slice(whole) : undefined;
      if (whole > 0) yield bytes.subarray(0, whole);
    }
  }
}

async function countBytes(parts: readonly AudioSource[]): Promise<number> {
  let count = 0;
  for await (const { length } of samplesOf(parts)) count += length;
  return count;
}

function encoded(ctx: Context, parts: readonly AudioSource[], joining: { format: "mp3" | "opus"; rate: number }) {
  const result = new PassThrough();
  const unwanted = new AbortController();
  // Whoever reads no further wants nothing made.
  result.on("close", () => unwanted.abort());
  const signal = ctx.signal ? AbortSignal.any([ctx.signal, unwanted.signal]) : unwanted.signal;
  void make().then(
    () => result.end(),
    (error: unknown) => result.destroy(error as Error),
  );
  return result;

  async function make(): Promise<void> {
    const samples = (await countBytes(parts)) / 2;
    const written = Promise.withResolvers<void>();
    await runReader(
      { ...ctx, signal },
      {
        lane: "join",
        task: { task: "encode", ...joining, samples },
        open: () => Promise.resolve(Readable.from(samplesOf(parts), { objectMode: false })),
        onOutput: (output) => {
          output.pipe(result, { end: false });
          output.on("close", () => written.resolve());
        },
      },
    );
    await written.promise;
  }
}
