import { refusedAudio } from "@/lib/audio";
import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { withinRoom } from "@/lib/storage";
import { asWavBody, isNoSound, noSound } from "./bare-samples";
import { boundedBody } from "./bounded-body";
import type { Upload } from "./create-picture";
import { requireDigest } from "./digest";
import { examineAudio } from "./examine-audio";
import { toFileName } from "./file-name";
import { keepFiles } from "./keep-files";
import { plainAsset, requirePerson } from "./rows";
import type { Asset, BareSamples } from "./schema";

export interface AudioUpload extends Upload {
  /** it has samples and nothing else */
  bare?: BareSamples;
}

/**
 * Keeps a recording of the acting person exactly as it was sent. Its content says what it is; it is read to its end.
 * Bare samples become a WAV file, and are refused where they are rather something else.
 * @throws AppError `quota_exceeded` (`storage_full`), `too_large` (`file_size`, `audio_too_long`), `invalid_input`
 *   (`empty_file`, `broken_off`, `checksum`, `samples_odd`, `audio_damaged`, `audio_empty`), `unsupported` (`audio_format`,
 *   `audio_codec`, `samples_noise`), `unavailable`
 */
export async function createAudio(ctx: Context, input: AudioUpload): Promise<Asset> {
  const userId = requirePerson(ctx);
  const maxBytes = env().UPLOAD_AUDIO_BYTES;
  const { bare, sizeBytes, sha256 } = input;
  return withinRoom(ctx, { userId, sizeBytes, maxBytes }, () =>
    keepFiles(ctx, async (files) => {
      const body = boundedBody(input.body, { maxBytes });
      const sound = bare ? asWavBody(body, { bare, sizeBytes, sha256 }) : { body, sizeBytes };
      const file = await files.write(sound.body, { sizeBytes: sound.sizeBytes });
      if (file.sizeBytes === 0) throw new AppError("invalid_input", "This file is empty.", { reason: "empty_file" });
      if (!bare) requireDigest(file.sha256, sha256);
      const { isCut, check, ...found } = await examineAudio(ctx, file.key);
      if (isCut) throw refusedAudio("audio_damaged");
      if (bare && check && isNoSound(check)) throw noSound();
      return {
        ...plainAsset,
        ...file,
        ...found,
        userId,
        kind: "audio",
        name: toFileName(input.name, "audio"),
        width: null,
        height: null,
        thumbnailKey: null,
      };
    }),
  );
}
