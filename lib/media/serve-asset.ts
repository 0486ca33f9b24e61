import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { storage, type ByteRange } from "@/lib/storage";
import { rangeOf } from "./byte-range";
import { contentDisposition, downloadName } from "./file-name";
import { requireAssetRow, type AssetRow } from "./rows";
import type { AssetKind, ReadAssetQuery } from "./schema";

/**
 * What a browser may show in place: what we have drawn ourselves, and what was looked into when it was captured, for
 * which the asset's kind stands. Everything else is saved.
 */
const shown: Record<AssetKind, ReadonlySet<string>> = {
  picture: new Set(["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"]),
  video: new Set(["video/mp4"]),
  audio: new Set(["audio/mpeg", "audio/wav", "audio/ogg", "audio/flac", "audio/mp4", "audio/aac", "audio/webm"]),
  document: new Set(),
};

/**
 * An asset as an HTTP answer, whole or in part. Whatever the bytes are, a browser runs nothing of them: the type is
 * final, the policy allows nothing, and what nobody has looked into is an attachment. Browsers may keep it but ask
 * each time, so that it is gone with the session, and when it is deleted.
 * @throws AppError `not_found`, as `openAsset`
 */
export async function serveAsset(
  ctx: Context,
  input: ReadAssetQuery & { id: string; headers: Headers; method?: string },
): Promise<Response> {
  const { id, variant, download, trashed, headers, method } = input;
  const row = await requireAssetRow(ctx, id, { trashed: trashed !== undefined });
  const file = fileOf(row, variant);
  const etag = `"${file.key}"`;
  const common = {
    "cache-control": "private, no-cache",
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    etag,
    vary: "cookie",
  };
  if (matches(headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers: common });

  const name = downloadName(row.name, file.mediaType);
  const inline = (file.isThumbnail || shown[row.kind].has(file.mediaType)) && !download;
  const described = {
    ...common,
    "accept-ranges": "bytes",
    "content-type": file.mediaType,
    "content-disposition": contentDisposition(inline ? "inline" : "attachment", name),
  };
  const ifRange = headers.get("if-range");
  const asked = ifRange === null || ifRange === etag ? headers.get("range") : null;
  // The row knows the size of the asset itself; thumbnails are too small for parts.
  const range = file.sizeBytes === undefined ? "whole" : rangeOf(asked, file.sizeBytes);
  if (range === "unsatisfiable") {
    return new Response(null, { status: 416, headers: { ...common, "content-range": `bytes */${file.sizeBytes}` } });
  }
  // Whoever asks for the headers alone is told what the row knows; the file is left alone.
  if (method === "HEAD" && file.sizeBytes !== undefined) return new Response(null, answer(file.sizeBytes));
  const { stream, sizeBytes } = await storage().open(file.key, range === "whole" ? undefined : range);
  return new Response(stream, answer(sizeBytes));

  function answer(size: number): ResponseInit {
    return typeof range === "string" ? whole(size) : part(range, size);
  }

  function whole(size: number): ResponseInit {
    return { status: 200, headers: { ...described, "content-length": String(size) } };
  }

  function part({ start, end }: ByteRange, size: number): ResponseInit {
    const length = String(end + 1 - start);
    const contentRange = `bytes ${start}-${end}/${size}`;
    return { status: 206, headers: { ...described, "content-length": length, "content-range": contentRange } };
  }
}

function fileOf(row: AssetRow, variant: ReadAssetQuery["variant"]) {
  if (variant === "thumbnail" && row.thumbnailKey !== null) {
    return { key: row.thumbnailKey, mediaType: "image/webp", sizeBytes: undefined, isThumbnail: true };
  }
  // A small copy of a clip that has none yet is not the clip itself.
  if (variant === "thumbnail" && (row.kind === "video" || row.kind === "audio")) throw noThumbnail();
  return { key: row.key, mediaType: row.mediaType, sizeBytes: row.sizeBytes, isThumbnail: false };
}

function noThumbnail(): AppError {
  return new AppError("not_found", "There is no small copy of this file.", { reason: "no_thumbnail" });
}

function matches(header: string | null, etag: string): boolean {
  return (
    header !== null && header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag)
  );
}
