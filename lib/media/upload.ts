import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { env } from "@/lib/env";
import { fileTooLarge } from "./bounded-body";
import { createAudio } from "./create-audio";
import { createFile } from "./create-file";
import { createPicture } from "./create-picture";
import { sentDigest } from "./digest";
import type { Asset, UploadQuery } from "./schema";

/** What an upload says of itself. */
interface Sent extends UploadQuery {
  headers: Headers;
  body: ReadableStream<Uint8Array> | null;
}

/**
 * Keeps the body of a request. What declares itself too long is refused before it is read.
 * @throws AppError as `createPicture`, `createAudio` and `createFile`
 */
export async function upload(ctx: Context, sent: Sent): Promise<Asset> {
  const { kind, name, rate, channels, headers, body } = sent;
  const maxBytes = limits[kind]();
  const sizeBytes = sizeIn(headers);
  if (sizeBytes !== undefined && sizeBytes > maxBytes) throw fileTooLarge(maxBytes);
  if (!body) throw new AppError("invalid_input", "This file is empty.", { field: "body", reason: "empty_file" });
  const input = { name, body, sha256: sentDigest(headers), sizeBytes };
  if (kind === "picture") return createPicture(ctx, input);
  if (kind === "document") return createFile(ctx, { ...input, kind });
  return createAudio(ctx, {
    ...input,
    ...(rate !== undefined && { bare: { rate, channels: channels === "2" ? 2 : 1 } }),
  });
}

const limits = {
  picture: () => env().UPLOAD_PICTURE_BYTES,
  document: () => env().UPLOAD_DOCUMENT_BYTES,
  audio: () => env().UPLOAD_AUDIO_BYTES,
} as const;

/** The server itself sees to it that the body is as long as this. */
function sizeIn(headers: Headers): number | undefined {
  const length = headers.get("content-length");
  return length !== null && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}
