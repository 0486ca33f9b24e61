import { Readable } from "node:stream";
import { joinSpeech as joinAudio, type AudioSource } from "@/lib/audio";
import type { Context } from "@/lib/db";
import type { JobContext } from "@/lib/jobs";
import { saveAudio } from "@/lib/media";
import type { Asset } from "@/lib/media/schema";
import { storage } from "@/lib/storage";
import type { PartSound } from "./call-body";
import { mendWav } from "./mend-wav";
import type { SpeechFormat } from "./model";

export interface WholeInput {
  userId: string;
  modelId: string;
  prompt: string;
  /** of the file */
  format: SpeechFormat;
  /** of the parts */
  sound: PartSound;
  parts: readonly { key: string; sizeBytes: number; cut: boolean }[];
}

/** Keeps a speech as one file: of one part exactly what the provider has sent, of several all of their samples. */
export async function saveWhole(
  ctx: JobContext,
  input: WholeInput,
  within: (tx: Context, asset: Asset) => Promise<void>,
): Promise<Asset> {
  const { userId, modelId, prompt, format, sound } = input;
  return saveAudio(
    ctx,
    {
      ...{ userId, modelId, prompt, origin: "speech", name: nameOf(prompt) },
      source: sourceOf(ctx, input),
      ...(format === "pcm" && { pcmRate: sound.rate }),
    },
    within,
  );
}

function sourceOf(ctx: JobContext, { format, sound, parts }: WholeInput): AudioSource {
  const sources = parts.map((part) => () => openPart(part));
  if (sound.format === "pcm") return () => Promise.resolve(joinAudio(ctx, sources, { format, rate: sound.rate }));
  const [only] = parts;
  const open = sources[0]!;
  return only?.cut && format === "wav" ? async () => mendWav(await open(), only.sizeBytes) : open;
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
