import { Readable } from "node:stream";
import { wavHeader } from "@/lib/audio/schema";
import type { Context } from "@/lib/db";
import { whileHolding, type JobContext } from "@/lib/jobs";
import { keepFiles, plainAsset, toFileName, withExtension } from "@/lib/media";
import type { Asset } from "@/lib/media/schema";
import { storage } from "@/lib/storage";
import type { PartSound } from "./call-body";
import type { SpeechFormat } from "./model";

export interface WholeInput {
  userId: string;
  modelId: string;
  prompt: string;
  /** of the file */
  format: SpeechFormat;
  /** of the parts */
  sound: PartSound;
  parts: readonly { key: string; sizeBytes: number }[];
}

const mediaTypes: Record<SpeechFormat, string> = {
  mp3: "audio/mpeg",
  opus: "audio/ogg",
  wav: "audio/wav",
  pcm: "audio/pcm",
};

/** Keeps a speech as one file: of one part exactly what the provider has sent, of several all of their samples. */
export async function saveWhole(
  ctx: JobContext,
  input: WholeInput,
  within: (tx: Context, asset: Asset) => Promise<void>,
): Promise<Asset> {
  const { userId, modelId, prompt, format } = input;
  const mediaType = mediaTypes[input.sound.format === "pcm" && format !== "pcm" ? "wav" : format];
  return keepFiles(
    ctx,
    async (files) => {
      const file = await files.write(Readable.toWeb(soundOf(ctx, input)) as unknown as ReadableStream<Uint8Array>);
      return {
        ...plainAsset,
        ...file,
        ...{ userId, kind: "audio", origin: "speech", modelId, prompt, mediaType },
        name: withExtension(toFileName(nameOf(prompt), "audio"), mediaType),
        ...{ width: null, height: null, thumbnailKey: null, durationMs: durationOf(input, file.sizeBytes) },
      };
    },
    { commit: (write) => whileHolding(ctx, write), within },
  );
}

function soundOf(ctx: JobContext, { format, sound, parts }: WholeInput): Readable {
  const sources = parts.map((part) => () => openPart(part));
  if (sound.format !== "pcm" || format === "pcm") return Readable.from(chain(sources));
  const bytes = parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return Readable.from(chain([() => Promise.resolve(Readable.from([wavHeader(bytes, sound.rate)])), ...sources]));
}

async function* chain(sources: readonly (() => Promise<Readable>)[]): AsyncGenerator<Uint8Array, void> {
  for (const open of sources) yield* (await open()) as AsyncIterable<Uint8Array>;
}

async function openPart({ key, sizeBytes }: { key: string; sizeBytes: number }): Promise<Readable> {
  const { stream } = await storage().open(key, { start: 0, end: sizeBytes - 1 });
  return Readable.fromWeb(stream as never);
}

/** What a file is called as long as its person has not said otherwise: the first words that are spoken. */
function nameOf(prompt: string): string {
  const words = prompt.replace(/[\p{Cc}\p{Cf}\s/\\]+/gu, " ").trim();
  return Array.from(words).slice(0, 60).join("").trim();
}

function durationOf({ sound }: WholeInput, sizeBytes: number): number | null {
  return sound.format === "pcm" ? Math.round((sizeBytes / 2 / sound.rate) * 1000) : null;
}
