import { Readable } from "node:stream";
import type { AudioSource } from "@/lib/audio";
import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { whileHolding, type JobContext } from "@/lib/jobs";
import { examineAudio } from "./examine-audio";
import { toFileName, withExtension } from "./file-name";
import { keepFiles } from "./keep-files";
import { plainAsset } from "./rows";
import type { Asset } from "./schema";

export interface SaveAudioInput {
  /** whose it will be: the acting person; the system may name anyone */
  userId: string;
  /** opened once, and kept byte for byte */
  source: AudioSource;
  /** without an extension, which its content gives it */
  name: string;
  origin: "speech" | "upload" | "voice";
  modelId: string | null;
  /** the words that are spoken */
  prompt: string;
  /** of samples that nothing stands before: mono, 16 bits; without it the content says what it is */
  pcmRate?: number;
}

/**
 * Keeps a recording that was made here or by the provider, streamed to the storage and read from there. What broke off
 * is kept as far as it goes. In a job the row comes with a transaction that only the job's holder can make.
 * @param within what else is written with the row
 * @throws AppError `forbidden`; with a reason of `audioFailures`; as the source does
 */
export async function saveAudio(
  ctx: Context | JobContext,
  input: SaveAudioInput,
  within?: (tx: Context, asset: Asset) => Promise<void>,
): Promise<Asset> {
  const { userId, source, origin, modelId, prompt, pcmRate } = input;
  const { actor } = ctx;
  if (actor.type !== "system" && !("userId" in actor && actor.userId === userId)) {
    throw new AppError("forbidden", "Files can be kept for oneself only.");
  }
  return keepFiles(
    ctx,
    async (files) => {
      const body = Readable.toWeb(await source()) as ReadableStream<Uint8Array>;
      const file = await files.write(body);
      const { isCut: _isCut, check: _check, ...found } = await examineAudio(ctx, file.key, pcmRate);
      return {
        ...plainAsset,
        ...file,
        ...found,
        userId,
        kind: "audio",
        origin,
        modelId,
        prompt,
        name: withExtension(toFileName(input.name, "audio"), found.mediaType),
        width: null,
        height: null,
        thumbnailKey: null,
      };
    },
    {
      ...("job" in ctx && { commit: (write) => whileHolding(ctx, write) }),
      ...(within && { within }),
    },
  );
}
