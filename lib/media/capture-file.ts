import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { whileHolding, type JobContext } from "@/lib/jobs";
import { createGuardedFetch } from "@/lib/net";
import { examine } from "./examine-capture";
import { toFileName, withExtension } from "./file-name";
import { keepFiles } from "./keep-files";
import type { FileWriter } from "./noted-files";
import { posterFrom, type Poster } from "./poster";
import { plainAsset } from "./rows";
import type { Asset, AssetOrigin } from "./schema";

export interface CaptureInput {
  url: string;
  kind: "picture" | "video" | "audio";
  /** whose it will be */
  userId: string;
  name: string;
  origin: AssetOrigin;
  modelId: string;
  prompt: string;
  /** the setting for the kind unless given */
  maxBytes?: number;
  /** a picture of theirs that a video looks like until it is played; where it is missing, the video has none */
  poster?: Poster;
}

/** For a slow link; a deadline passed meanwhile does not end what has begun. */
const TIMEOUT_MS = 10 * 60_000;
/** How the store of results says that it has one no longer. Some sign addresses and refuse them as forbidden later. */
const gone = new Set([400, 401, 403, 404, 410]);

const limits = {
  picture: () => env().CAPTURE_PICTURE_BYTES,
  video: () => env().CAPTURE_VIDEO_BYTES,
  audio: () => env().CAPTURE_AUDIO_BYTES,
} as const;

const clients = new Map<number, typeof fetch>();

function clientFor(maxBytes: number): typeof fetch {
  const made = clients.get(maxBytes);
  if (made) return made;
  const privateOrigins = env().SILICONFLOW_MEDIA_ORIGINS;
  const client = createGuardedFetch({ timeoutMs: TIMEOUT_MS, maxBytes, privateOrigins });
  clients.set(maxBytes, client);
  return client;
}

/**
 * Copies what the provider has made and will forget: streamed to the storage exactly as it is sent, then read from
 * there to see that it is what it should be. Its row, and what `within` writes, come with one transaction that only the
 * holder of the job can make; before that there is nothing to be seen of it, and whatever happens leaves no file behind.
 * @throws AppError `unavailable` (`expired`: it is gone; `address_unreachable`, `address_timeout`; `disk_full`),
 *   `too_large` (`file_size`, `picture_pixels`), `invalid_input` (`private_address`, `address`, `empty_file`,
 *   `broken_off`, `picture_damaged`), `unsupported` (`not_decodable`, `not_picture`, `picture_format`)
 */
export async function captureFile(
  ctx: JobContext,
  input: CaptureInput,
  within: (tx: Context, asset: Asset) => Promise<void>,
): Promise<Asset> {
  const { url, kind, userId, origin, modelId, prompt } = input;
  return keepFiles(
    ctx,
    async (files) => {
      const file = await fetchInto(files, ctx, url, input.maxBytes ?? limits[kind]());
      const found = await examine({ ...file, kind, userId });
      const preview = found.preview ?? (input.poster && (await posterFrom(ctx, input.poster, { userId, ...found })));
      return {
        ...plainAsset,
        ...file,
        userId,
        kind,
        origin,
        modelId,
        prompt,
        name: withExtension(toFileName(input.name, kind), found.mediaType),
        mediaType: found.mediaType,
        width: found.width,
        height: found.height,
        durationMs: found.durationMs,
        blur: preview?.blur ?? null,
        thumbnailKey: preview ? (await files.write(preview.thumbnail)).key : null,
      };
    },
    { commit: (write) => whileHolding(ctx, write), within },
  );
}

async function fetchInto(files: FileWriter, { signal }: JobContext, url: string, maxBytes: number) {
  // As it is stored there: what would be packed for the way could not be compared with its length.
  const response = await clientFor(maxBytes)(url, { headers: { "accept-encoding": "identity" }, signal });
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel();
    throw refusal(response.status);
  }
  const length = response.headers.get("content-length");
  const sizeBytes = length !== null && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
  const file = await files.write(response.body, { sizeBytes });
  if (file.sizeBytes === 0) throw new AppError("invalid_input", "This file is empty.", { reason: "empty_file" });
  return file;
}

function refusal(status: number): AppError {
  return gone.has(status)
    ? new AppError("unavailable", "The provider no longer has this result.", { reason: "expired" })
    : new AppError("unavailable", "The provider does not hand out this result now.", { reason: "address_unreachable" });
}
