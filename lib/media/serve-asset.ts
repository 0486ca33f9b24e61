import type { Context } from "@/lib/db";
import { storage, type ByteRange } from "@/lib/storage";
import { rangeOf } from "./byte-range";
import { contentDisposition, downloadName } from "./file-name";
import { requireAssetRow, type AssetRow } from "./rows";
import type { ReadAssetQuery } from "./schema";

/** What a browser may show in place: what we have drawn ourselves. Everything else is saved. */
const shown = new Set(["image/jpeg", "image/png", "image/webp"]);

/**
 * An asset as an HTTP answer, whole or in part. Whatever the bytes are, a browser runs nothing of them: the type is
 * final, the policy allows nothing, and what we have not made ourselves is an attachment. Browsers may keep it but ask
 * each time, so that it is gone with the session, and when it is deleted.
 * @throws AppError `not_found`, as `openAsset`
 */
export async function serveAsset(
  ctx: Context,
  { id, variant, download, trashed, headers }: ReadAssetQuery & { id: string; headers: Headers },
): Promise<Response> {
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
  const inline = shown.has(file.mediaType) && row.kind === "picture" && !download;
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
  const { stream, sizeBytes } = await storage().open(file.key, range === "whole" ? undefined : range);
  return new Response(stream, range === "whole" ? whole(sizeBytes) : part(range, sizeBytes));

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
    return { key: row.thumbnailKey, mediaType: "image/webp", sizeBytes: undefined };
  }
  return { key: row.key, mediaType: row.mediaType, sizeBytes: row.sizeBytes };
}

function matches(header: string | null, etag: string): boolean {
  return (
    header !== null && header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag)
  );
}
