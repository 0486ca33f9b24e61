import { randomUUID } from "node:crypto";

export interface MultipartFile {
  bytes: Uint8Array;
  mediaType: string;
}

const endings: Record<string, string> = {
  "audio/mpeg": "mp3",
  "audio/mp3": "mp3",
  "audio/wav": "wav",
  "audio/x-wav": "wav",
  "audio/wave": "wav",
  "audio/ogg": "ogg",
  "audio/opus": "opus",
  "audio/webm": "webm",
  "video/webm": "webm",
  "audio/mp4": "m4a",
  "audio/x-m4a": "m4a",
  "audio/aac": "aac",
  "audio/flac": "flac",
  "audio/pcm": "pcm",
};

/** A multipart body of text fields and one `file`, named neutrally: people's file names are not the provider's business. */
export function multipart(fields: Record<string, string>, file: MultipartFile): { body: Buffer; contentType: string } {
  const boundary = `silica-${randomUUID()}`;
  const ending = endings[file.mediaType] ?? "bin";
  const texts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head =
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="audio.${ending}"\r\n` +
    `content-type: ${file.mediaType}\r\n\r\n`;
  return {
    body: Buffer.concat([
      Buffer.from(texts.join("") + head, "utf8"),
      file.bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`, "utf8"),
    ]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}
