/** What pictures are read from. */
export type PictureFormat = "jpeg" | "png" | "gif" | "webp" | "avif";

/**
 * What a file is by its first bytes; its name and its declared type are claims. `other`: a picture of a kind that is
 * not read, such as SVG, which is a program, or HEIC, which nobody may decode freely.
 * @param head the first 512 bytes, or all there are
 */
export function formatOf(head: Uint8Array): PictureFormat | "other" | undefined {
  const at = (offset: number, text: string) =>
    Buffer.from(head.subarray(offset, offset + text.length)).toString("latin1") === text;
  if (at(0, "\xff\xd8\xff")) return "jpeg";
  if (at(0, "\x89PNG\r\n\x1a\n")) return "png";
  if (at(0, "GIF87a") || at(0, "GIF89a")) return "gif";
  if (at(0, "RIFF") && at(8, "WEBP")) return "webp";
  if (at(4, "ftyp")) return brandOf(head);
  if (at(0, "II*\0") || at(0, "MM\0*") || at(0, "BM") || at(0, "8BPS") || at(0, "\0\0\x01\0")) return "other";
  if (at(0, "\xff\x0a") || at(0, "\0\0\0\x0cJXL ") || at(0, "\0\0\0\x0cjP  ")) return "other";
  const text = Buffer.from(head).toString("utf8").trimStart().toLowerCase();
  return /^(\ufeff)?<(\?xml[^>]*>|!--|!doctype svg|svg)/.test(text) && text.includes("<svg") ? "other" : undefined;
}

/** @see ISO/IEC 14496-12, FileTypeBox; AV1 Image File Format, brands */
function brandOf(head: Uint8Array): "avif" | "other" | undefined {
  const size = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint32(0);
  const brands = Buffer.from(head.subarray(8, Math.min(size, head.byteLength))).toString("latin1");
  if (brands.includes("avif")) return "avif";
  return /heic|heix|heim|heis|hevc|mif1|msf1|avis/.test(brands) ? "other" : undefined;
}
