/** Longer ones would fill a page, or a header. */
const MAX_LENGTH = 200;

/**
 * A person's name for a file as it is kept: without the folders it came from, control characters, and marks that turn
 * the direction of writing, which make "exe.gpj" of "jpg.exe".
 */
export function toFileName(claimed: string, fallback: string): string {
  const name = claimed
    .toWellFormed()
    .normalize("NFC")
    .replace(/^.*[/\\]/su, "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/^\.+$/u, "");
  if (name === "") return fallback;
  if ([...name].length <= MAX_LENGTH) return name;
  const extension = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? "";
  return `${[...name].slice(0, MAX_LENGTH - extension.length).join("")}${extension}`;
}

const extensions: Record<string, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/avif": "avif",
  "video/mp4": "mp4",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "audio/pcm": "pcm",
  "audio/ogg": "ogg",
  "audio/flac": "flac",
  "audio/mp4": "m4a",
  "audio/aac": "aac",
  "audio/webm": "webm",
};

/** Of a type with or without parameters. */
function extensionOf(mediaType: string): string | undefined {
  return extensions[mediaType.split(";", 1)[0]!];
}

/** The name of something made, which has none of its own: what it is, is all that its end says. */
export function withExtension(name: string, mediaType: string): string {
  const extension = extensionOf(mediaType);
  return extension ? `${name}.${extension}` : name;
}

/** The name to save something under: pictures may have become another kind than their name says. */
export function downloadName(name: string, mediaType: string): string {
  const extension = extensionOf(mediaType);
  if (!extension || new RegExp(`\\.${extension === "jpg" ? "jpe?g" : extension}$`, "iu").test(name)) return name;
  return `${name.replace(/\.[\p{L}\p{N}]{1,5}$/u, "")}.${extension}`;
}

/**
 * A Content-Disposition header: the name in full as UTF-8, and what is left of it in ASCII for old readers.
 * @see RFC 6266, RFC 8187
 */
export function contentDisposition(type: "inline" | "attachment", name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/gu, "_");
  const encoded = encodeURIComponent(name).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${type}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const byExtension: Record<string, string> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  txt: "text/plain",
  md: "text/markdown",
  markdown: "text/markdown",
  html: "text/html",
  htm: "text/html",
  json: "application/json",
  xml: "application/xml",
};

/** What a document's name says it is: a claim, which whoever reads the document checks against its content. */
export function claimedMediaType(name: string): string {
  const extension = /\.([\p{L}\p{N}]{1,10})$/u.exec(name)?.[1]?.toLowerCase() ?? "";
  return byExtension[extension] ?? "application/octet-stream";
}
