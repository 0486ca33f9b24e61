import { refusedAudio } from "@/lib/audio";
import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { withinRoom } from "@/lib/storage";
import { boundedBody } from "./bounded-body";
import type { Upload } from "./create-picture";
import { requireDigest } from "./digest";
import { examineAudio } from "./examine-audio";
import { toFileName } from "./file-name";
import { keepFiles } from "./keep-files";
import { plainAsset, requirePerson } from "./rows";
import type { Asset } from "./schema";

/**
 * Keeps a recording of the acting person exactly as it was sent. Its content says what it is; it is read to its end.
 * @throws AppError `quota_exceeded` (`storage_full`), `too_large` (`file_size`, `audio_too_long`), `invalid_input`
 *   (`empty_file`, `broken_off`, `checksum`, `audio_damaged`, `audio_empty`), `unsupported` (`audio_format`,
 *   `audio_codec`), `unavailable`
 */
export async function createAudio(ctx: Context, input: Upload): Promise<Asset> {
  const userId = requirePerson(ctx);
  const maxBytes = env().UPLOAD_AUDIO_BYTES;
  return withinRoom(ctx, { userId, sizeBytes: input.sizeBytes, maxBytes }, () =>
    keepFiles(ctx, async (files) => {
      const file = await files.write(boundedBody(input.body, { maxBytes }), { sizeBytes: input.sizeBytes });
      if (file.sizeBytes === 0) throw new AppError("invalid_input", "This file is empty.", { reason: "empty_file" });
      requireDigest(file.sha256, input.sha256);
      const { isCut, ...found } = await examineAudio(ctx, file.key);
      if (isCut) throw refusedAudio("audio_damaged");
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
