import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { withinRoom } from "@/lib/storage";
import { boundedBody } from "./bounded-body";
import type { Upload } from "./create-picture";
import { requireDigest } from "./digest";
import { claimedMediaType, toFileName } from "./file-name";
import { keepFiles } from "./keep-files";
import { plainAsset, requirePerson } from "./rows";
import type { Asset } from "./schema";

/**
 * Keeps a file of the acting person exactly as it was sent. What it is, its name claims; whoever reads it checks.
 * @throws AppError `quota_exceeded` (`storage_full`), `too_large` (`file_size`), `invalid_input` (`empty_file`, `broken_off`, `checksum`), `unavailable`
 */
export async function createFile(ctx: Context, input: Upload & { kind: "document" }): Promise<Asset> {
  const userId = requirePerson(ctx);
  const name = toFileName(input.name, input.kind);
  const maxBytes = env().UPLOAD_DOCUMENT_BYTES;
  return withinRoom(ctx, { userId, sizeBytes: input.sizeBytes, maxBytes }, () =>
    keepFiles(ctx, async (files) => {
      const file = await files.write(boundedBody(input.body, { maxBytes }), { sizeBytes: input.sizeBytes });
      if (file.sizeBytes === 0) throw new AppError("invalid_input", "This file is empty.", { reason: "empty_file" });
      requireDigest(file.sha256, input.sha256);
      return {
        ...plainAsset,
        userId,
        kind: input.kind,
        name,
        mediaType: claimedMediaType(name),
        width: null,
        height: null,
        thumbnailKey: null,
        ...file,
      };
    }),
  );
}
